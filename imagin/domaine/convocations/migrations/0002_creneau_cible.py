"""A créneau's copies of mission and intervenant are those of its affectation: a composite foreign key holds them."""

from django.db import migrations

POSER = """
ALTER TABLE convocations_creneau
    ADD CONSTRAINT creneau_affectation_cible
    FOREIGN KEY (affectation_id, mission_id, intervenant_id)
    REFERENCES convocations_affectation (id, mission_id, intervenant_id)
    DEFERRABLE INITIALLY DEFERRED
"""
OTER = "ALTER TABLE convocations_creneau DROP CONSTRAINT creneau_affectation_cible"


class Migration(migrations.Migration):
    dependencies = [("convocations", "0001_initial")]
    operations = [migrations.RunSQL(POSER, OTER)]
