"""Once an établissement has validated its entry for the school year, its positions change no more (G3.4-01)."""

from django.db import migrations

POSER = """
CREATE FUNCTION competences_saisie_validee() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    concerne bigint := CASE WHEN TG_OP = 'DELETE' THEN OLD.etablissement_id ELSE NEW.etablissement_id END;
    jour date := (now() AT TIME ZONE 'Europe/Paris')::date;
BEGIN
    IF EXISTS (
        SELECT FROM competences_validationsaisie v
         WHERE v.etablissement_id = concerne AND v.rouverte_le IS NULL
           AND v.annee = extract(year FROM jour)::int - CASE WHEN extract(month FROM jour) < 9 THEN 1 ELSE 0 END
    ) THEN
        RAISE EXCEPTION 'la saisie des compétences de cet établissement est validée'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'competences_saisie_validee';
    END IF;
    RETURN CASE WHEN TG_OP = 'DELETE' THEN OLD ELSE NEW END;
END $$;
CREATE TRIGGER competences_saisie_validee_pose BEFORE INSERT OR UPDATE ON competences_position
    FOR EACH ROW WHEN (NEW.etablissement_id IS NOT NULL) EXECUTE FUNCTION competences_saisie_validee();
CREATE TRIGGER competences_saisie_validee_retrait BEFORE DELETE ON competences_position
    FOR EACH ROW WHEN (OLD.etablissement_id IS NOT NULL) EXECUTE FUNCTION competences_saisie_validee();
"""
OTER = """
DROP TRIGGER competences_saisie_validee_retrait ON competences_position;
DROP TRIGGER competences_saisie_validee_pose ON competences_position;
DROP FUNCTION competences_saisie_validee();
"""


class Migration(migrations.Migration):
    dependencies = [("competences", "0001_initial")]
    operations = [migrations.RunSQL(POSER, OTER)]
