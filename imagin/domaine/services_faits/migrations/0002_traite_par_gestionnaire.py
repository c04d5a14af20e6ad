"""« Traité par gestionnaire »: what was stated no longer changes once the état de frais is validated (G4.3-06)."""

from django.db import migrations

POSER = """
CREATE FUNCTION services_faits_traite() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE concernee bigint;
BEGIN
    IF TG_TABLE_NAME = 'services_faits_constat' THEN
        concernee := CASE WHEN TG_OP = 'DELETE' THEN OLD.affectation_id ELSE NEW.affectation_id END;
    ELSE
        SELECT c.affectation_id INTO concernee FROM services_faits_constat c
         WHERE c.id = CASE WHEN TG_OP = 'DELETE' THEN OLD.constat_id ELSE NEW.constat_id END;
    END IF;
    IF EXISTS (SELECT FROM frais_etatfrais f
                WHERE f.affectation_id = concernee AND f.etat IN ('VALIDE', 'TRANSMIS', 'ACCEPTE')) THEN
        RAISE EXCEPTION 'le constat de l''affectation % est traité par le gestionnaire', concernee
            USING ERRCODE = 'check_violation', CONSTRAINT = 'services_faits_traite';
    END IF;
    RETURN CASE WHEN TG_OP = 'DELETE' THEN OLD ELSE NEW END;
END $$;
CREATE TRIGGER services_faits_traite BEFORE INSERT OR UPDATE OR DELETE ON services_faits_constat
    FOR EACH ROW EXECUTE FUNCTION services_faits_traite();
CREATE TRIGGER services_faits_traite BEFORE INSERT OR UPDATE OR DELETE ON services_faits_journeeconstatee
    FOR EACH ROW EXECUTE FUNCTION services_faits_traite();
"""
OTER = """
DROP TRIGGER services_faits_traite ON services_faits_journeeconstatee;
DROP TRIGGER services_faits_traite ON services_faits_constat;
DROP FUNCTION services_faits_traite();
"""


class Migration(migrations.Migration):
    dependencies = [("services_faits", "0001_initial"), ("frais", "0002_mouvements")]
    operations = [migrations.RunSQL(POSER, OTER)]
