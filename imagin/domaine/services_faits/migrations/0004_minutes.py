"""Hours of a surveillance become whole minutes: 7,33 h is 440 minutes, the nearest, as it was typed (7 h 20)."""

import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations, models


# The type is changed in place: rows that the gestionnaire has treated, which no update may touch, are converted too.
CONVERTIR = "".join(
    f"""
ALTER TABLE {table} ALTER COLUMN heures TYPE integer USING round(heures * 60)::integer;
ALTER TABLE {table} RENAME COLUMN heures TO minutes;
ALTER TABLE {table} ADD CONSTRAINT {table}_minutes_check CHECK (minutes >= 0);"""
    for table in ("services_faits_constat", "services_faits_constatevent")
)
RENDRE = "".join(
    f"""
ALTER TABLE {table} DROP CONSTRAINT {table}_minutes_check;
ALTER TABLE {table} RENAME COLUMN minutes TO heures;
ALTER TABLE {table} ALTER COLUMN heures TYPE numeric(5, 2) USING (heures / 60.0)::numeric(5, 2);"""
    for table in ("services_faits_constat", "services_faits_constatevent")
)
MINUTES = models.PositiveIntegerField("nombre d'heures, en minutes", null=True, blank=True)


class Migration(migrations.Migration):

    dependencies = [
        ('convocations', '0005_chevauchement_admis'),
        ('services_faits', '0003_histoire_sans_boucle'),
    ]

    operations = [
        pgtrigger.migrations.RemoveTrigger(
            model_name='constat',
            name='delete_delete',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='constat',
            name='insert_insert',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='constat',
            name='update_update',
        ),
        migrations.RemoveConstraint(model_name='constat', name='constat_heures'),
        migrations.RunSQL(
            CONVERTIR,
            RENDRE,
            state_operations=[
                operation
                for modele in ('constat', 'constatevent')
                for operation in (
                    migrations.RenameField(modele, 'heures', 'minutes'),
                    migrations.AlterField(modele, 'minutes', MINUTES),
                )
            ],
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='constat',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='PERFORM set_config(\'enable_nestloop\', \'off\', true); WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "services_faits_constatevent" ("affectation_id", "id", "minutes", "motif", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "quantite", "resultat", "saisi_le", "saisi_par", "version") SELECT old_values."affectation_id", old_values."id", old_values."minutes", old_values."motif", _pgh_attached_context.value, NOW(), \'update\', old_values."id", old_values."quantite", old_values."resultat", old_values."saisi_le", old_values."saisi_par", old_values."version" FROM ( SELECT old_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS old_values, _pgh_attached_context; PERFORM set_config(\'enable_nestloop\', \'on\', true); RETURN NULL;', hash='f48b2d7dc8b32964ad7a99f12de8a4549b2b8506', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_update_update_17292', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='services_faits_constat', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='constat',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "services_faits_constatevent" ("affectation_id", "id", "minutes", "motif", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "quantite", "resultat", "saisi_le", "saisi_par", "version") SELECT old_values."affectation_id", old_values."id", old_values."minutes", old_values."motif", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."quantite", old_values."resultat", old_values."saisi_le", old_values."saisi_par", old_values."version" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='4284d3c076e1b532c6d90d443919e244871e4aa8', level='STATEMENT', operation='DELETE', pgid='pgtrigger_delete_delete_ded35', referencing='REFERENCING OLD TABLE AS old_values ', table='services_faits_constat', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='constat',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "services_faits_constatevent" ("affectation_id", "id", "minutes", "motif", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "quantite", "resultat", "saisi_le", "saisi_par", "version") SELECT new_values."affectation_id", new_values."id", new_values."minutes", new_values."motif", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."quantite", new_values."resultat", new_values."saisi_le", new_values."saisi_par", new_values."version" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='19a667ab3617b2693efdb513a5c5b600ec2235cb', level='STATEMENT', operation='INSERT', pgid='pgtrigger_insert_insert_e3e6d', referencing='REFERENCING NEW TABLE AS new_values ', table='services_faits_constat', when='AFTER')),
        ),
        migrations.AddConstraint(
            model_name='constat',
            constraint=models.CheckConstraint(condition=models.Q(('minutes__isnull', True), ('minutes__lte', 59940), _connector='OR'), name='constat_minutes'),
        ),
    ]
