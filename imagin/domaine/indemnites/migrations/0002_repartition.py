"""Never more shared out than allotted, whoever writes at the same time; nothing changes once transmitted."""

from django.db import migrations

POSER = """
CREATE FUNCTION indemnites_jamais_plus() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    concernee bigint := (to_jsonb(NEW) ->> TG_ARGV[0])::bigint;
    alloue numeric;
    reparti numeric;
BEGIN
    SELECT montant INTO alloue FROM indemnites_indemnitecentre WHERE id = concernee FOR NO KEY UPDATE;
    SELECT coalesce(sum(montant), 0) INTO reparti FROM indemnites_part WHERE indemnite_id = concernee;
    IF reparti > alloue THEN
        RAISE EXCEPTION 'indemnité %: % réparti pour % alloué', concernee, reparti, alloue
            USING ERRCODE = 'check_violation', CONSTRAINT = 'indemnites_jamais_plus';
    END IF;
    RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER indemnites_jamais_plus AFTER INSERT OR UPDATE ON indemnites_part
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION indemnites_jamais_plus('indemnite_id');
CREATE CONSTRAINT TRIGGER indemnites_jamais_plus AFTER UPDATE ON indemnites_indemnitecentre
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION indemnites_jamais_plus('id');

CREATE FUNCTION indemnites_transmise() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'l''indemnité % est transmise', OLD.id
        USING ERRCODE = 'check_violation', CONSTRAINT = 'indemnites_transmise';
END $$;
CREATE TRIGGER indemnites_transmise_change BEFORE UPDATE ON indemnites_indemnitecentre
    FOR EACH ROW WHEN (OLD.statut = 'TRANSMIS' AND NEW.statut = 'TRANSMIS') EXECUTE FUNCTION indemnites_transmise();
CREATE TRIGGER indemnites_transmise_retrait BEFORE DELETE ON indemnites_indemnitecentre
    FOR EACH ROW WHEN (OLD.statut = 'TRANSMIS') EXECUTE FUNCTION indemnites_transmise();

CREATE FUNCTION indemnites_part_transmise() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    concernee bigint := CASE WHEN TG_OP = 'INSERT' THEN NEW.indemnite_id ELSE OLD.indemnite_id END;
    dans_l_etat text;
BEGIN
    -- Held before anything else, so that those who write its parts come one after the other, without deadlock.
    SELECT statut INTO dans_l_etat FROM indemnites_indemnitecentre WHERE id = concernee FOR NO KEY UPDATE;
    IF dans_l_etat = 'TRANSMIS' THEN
        RAISE EXCEPTION 'l''indemnité % est transmise', concernee
            USING ERRCODE = 'check_violation', CONSTRAINT = 'indemnites_transmise';
    END IF;
    RETURN CASE WHEN TG_OP = 'DELETE' THEN OLD ELSE NEW END;
END $$;
CREATE TRIGGER indemnites_part_transmise BEFORE INSERT OR UPDATE OR DELETE ON indemnites_part
    FOR EACH ROW EXECUTE FUNCTION indemnites_part_transmise();
"""
OTER = """
DROP TRIGGER indemnites_part_transmise ON indemnites_part;
DROP TRIGGER indemnites_transmise_retrait ON indemnites_indemnitecentre;
DROP TRIGGER indemnites_transmise_change ON indemnites_indemnitecentre;
DROP TRIGGER indemnites_jamais_plus ON indemnites_indemnitecentre;
DROP TRIGGER indemnites_jamais_plus ON indemnites_part;
DROP FUNCTION indemnites_part_transmise();
DROP FUNCTION indemnites_transmise();
DROP FUNCTION indemnites_jamais_plus();
"""


class Migration(migrations.Migration):
    dependencies = [("indemnites", "0001_initial")]
    operations = [migrations.RunSQL(POSER, OTER)]
