"""« Traité par gestionnaire »: what was stated no longer changes once the état de frais is validated (G4.3-06).

By statement: 500 lines saved in one go are checked by one query.
"""

from django.db import migrations

POSER = """
CREATE FUNCTION services_faits_refuser(concernee bigint) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'le constat de l''affectation % est traité par le gestionnaire', concernee
        USING ERRCODE = 'check_violation', CONSTRAINT = 'services_faits_traite';
END $$;
CREATE FUNCTION services_faits_constat_traite() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM services_faits_refuser(f.affectation_id) FROM changees c
       JOIN frais_etatfrais f ON f.affectation_id = c.affectation_id
      WHERE f.etat IN ('VALIDE', 'TRANSMIS', 'ACCEPTE');
    RETURN NULL;
END $$;
CREATE FUNCTION services_faits_journee_traitee() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM services_faits_refuser(f.affectation_id) FROM changees j
       JOIN services_faits_constat c ON c.id = j.constat_id
       JOIN frais_etatfrais f ON f.affectation_id = c.affectation_id
      WHERE f.etat IN ('VALIDE', 'TRANSMIS', 'ACCEPTE');
    RETURN NULL;
END $$;
CREATE TRIGGER traite_pose AFTER INSERT ON services_faits_constat REFERENCING NEW TABLE AS changees
    FOR EACH STATEMENT EXECUTE FUNCTION services_faits_constat_traite();
CREATE TRIGGER traite_change AFTER UPDATE ON services_faits_constat REFERENCING NEW TABLE AS changees
    FOR EACH STATEMENT EXECUTE FUNCTION services_faits_constat_traite();
CREATE TRIGGER traite_retire AFTER DELETE ON services_faits_constat REFERENCING OLD TABLE AS changees
    FOR EACH STATEMENT EXECUTE FUNCTION services_faits_constat_traite();
CREATE TRIGGER traite_pose AFTER INSERT ON services_faits_journeeconstatee REFERENCING NEW TABLE AS changees
    FOR EACH STATEMENT EXECUTE FUNCTION services_faits_journee_traitee();
CREATE TRIGGER traite_change AFTER UPDATE ON services_faits_journeeconstatee REFERENCING NEW TABLE AS changees
    FOR EACH STATEMENT EXECUTE FUNCTION services_faits_journee_traitee();
CREATE TRIGGER traite_retire AFTER DELETE ON services_faits_journeeconstatee REFERENCING OLD TABLE AS changees
    FOR EACH STATEMENT EXECUTE FUNCTION services_faits_journee_traitee();
"""
TABLES = ("services_faits_constat", "services_faits_journeeconstatee")
OTER = (
    "".join(f"DROP TRIGGER traite_{quand} ON {table};" for table in TABLES for quand in ("pose", "change", "retire"))
    + "DROP FUNCTION services_faits_journee_traitee(); DROP FUNCTION services_faits_constat_traite();"
    + "DROP FUNCTION services_faits_refuser(bigint);"
)


class Migration(migrations.Migration):
    dependencies = [("services_faits", "0001_initial"), ("frais", "0002_mouvements")]
    operations = [migrations.RunSQL(POSER, OTER)]
