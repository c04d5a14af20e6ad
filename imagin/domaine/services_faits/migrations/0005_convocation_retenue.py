"""A convocation whose service is stated is not cancelled: the constat is taken back first (G4.2-04, G4.3-06).

Checked at the end of the transaction: the action that cancels has announced it by then, and refused in French.
"""

from django.db import migrations

POSER = """
CREATE FUNCTION services_faits_convocation_retenue() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (SELECT FROM services_faits_constat c WHERE c.affectation_id = OLD.id AND (c.resultat <> ''
                OR EXISTS (SELECT FROM services_faits_journeeconstatee j WHERE j.constat_id = c.id))) THEN
        RAISE EXCEPTION 'affectation %: son service est constaté', OLD.id
            USING ERRCODE = 'check_violation', CONSTRAINT = 'services_faits_convocation_retenue';
    END IF;
    RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER services_faits_convocation_retenue AFTER UPDATE OF etat ON convocations_affectation
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW WHEN (NEW.etat = 'ANNULEE' AND OLD.etat <> 'ANNULEE')
    EXECUTE FUNCTION services_faits_convocation_retenue();
"""
OTER = """
DROP TRIGGER services_faits_convocation_retenue ON convocations_affectation;
DROP FUNCTION services_faits_convocation_retenue();
"""


class Migration(migrations.Migration):
    dependencies = [("services_faits", "0004_minutes")]
    operations = [migrations.RunSQL(POSER, OTER)]
