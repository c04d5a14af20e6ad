"""The school year of the trigger turns at the académie's own midnight (IMAGIN_FUSEAU)."""

from django.db import migrations

from imagin.socle.temps.fuseau import sql_du_fuseau

FONCTION = """
CREATE OR REPLACE FUNCTION competences_saisie_validee() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    concerne bigint := CASE WHEN TG_OP = 'DELETE' THEN OLD.etablissement_id ELSE NEW.etablissement_id END;
    jour date := {jour};
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
"""


class Migration(migrations.Migration):
    dependencies = [("competences", "0004_bornes")]
    operations = [
        migrations.RunSQL(
            sql_du_fuseau() + FONCTION.replace("{jour}", "imagin_jour(now())"),
            FONCTION.replace("{jour}", "(now() AT TIME ZONE 'Europe/Paris')::date"),
        )
    ]
