"""The allowed moves, what treatment freezes, and no cancelling of an affectation whose frais are being treated."""

from django.db import migrations

POSER = """
CREATE FUNCTION frais_mouvement() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF (OLD.etat, NEW.etat) NOT IN (VALUES
        ('INITIALISE', 'A_VALIDER'), ('INITIALISE', 'VALIDE'), ('INITIALISE', 'REJETE'), ('INITIALISE', 'ANNULE'),
        ('A_VALIDER', 'INITIALISE'), ('A_VALIDER', 'VALIDE'), ('A_VALIDER', 'REJETE'), ('A_VALIDER', 'ANNULE'),
        ('VALIDE', 'A_VALIDER'), ('VALIDE', 'TRANSMIS'), ('VALIDE', 'REJETE'),
        ('TRANSMIS', 'ACCEPTE'), ('TRANSMIS', 'REJETE'),
        ('REJETE', 'A_VALIDER'), ('REJETE', 'VALIDE'), ('REJETE', 'ANNULE'),
        ('ANNULE', 'INITIALISE'), ('ANNULE', 'A_VALIDER')
    ) THEN
        RAISE EXCEPTION 'état de frais %: pas de mouvement de % à %', OLD.id, OLD.etat, NEW.etat
            USING ERRCODE = 'check_violation', CONSTRAINT = 'frais_mouvement';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER frais_mouvement BEFORE UPDATE ON frais_etatfrais
    FOR EACH ROW WHEN (OLD.etat IS DISTINCT FROM NEW.etat) EXECUTE FUNCTION frais_mouvement();

CREATE FUNCTION frais_fige() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'état de frais %: % ne se modifie plus', OLD.id, OLD.etat
        USING ERRCODE = 'check_violation', CONSTRAINT = 'frais_fige';
END $$;
CREATE TRIGGER frais_fige_montant BEFORE UPDATE ON frais_etatfrais
    FOR EACH ROW WHEN (
        OLD.etat IN ('VALIDE', 'TRANSMIS', 'ACCEPTE', 'ANNULE') AND OLD.etat = NEW.etat
        AND (OLD.montant IS DISTINCT FROM NEW.montant OR OLD.beneficiaire_id <> NEW.beneficiaire_id)
    ) EXECUTE FUNCTION frais_fige();
CREATE TRIGGER frais_fige_retrait BEFORE DELETE ON frais_etatfrais
    FOR EACH ROW WHEN (OLD.etat IN ('VALIDE', 'TRANSMIS', 'ACCEPTE')) EXECUTE FUNCTION frais_fige();

CREATE FUNCTION frais_affectation_tenue() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (SELECT FROM frais_etatfrais f
                WHERE f.affectation_id = OLD.id AND f.etat IN ('VALIDE', 'TRANSMIS', 'ACCEPTE')) THEN
        RAISE EXCEPTION 'affectation %: son état de frais est en cours de traitement', OLD.id
            USING ERRCODE = 'check_violation', CONSTRAINT = 'frais_affectation_tenue';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER frais_affectation_tenue BEFORE UPDATE OF etat ON convocations_affectation
    FOR EACH ROW WHEN (NEW.etat = 'ANNULEE' AND OLD.etat <> 'ANNULEE') EXECUTE FUNCTION frais_affectation_tenue();
"""
OTER = """
DROP TRIGGER frais_affectation_tenue ON convocations_affectation;
DROP TRIGGER frais_fige_retrait ON frais_etatfrais;
DROP TRIGGER frais_fige_montant ON frais_etatfrais;
DROP TRIGGER frais_mouvement ON frais_etatfrais;
DROP FUNCTION frais_affectation_tenue();
DROP FUNCTION frais_fige();
DROP FUNCTION frais_mouvement();
"""


class Migration(migrations.Migration):
    dependencies = [("frais", "0001_initial")]
    operations = [migrations.RunSQL(POSER, OTER)]
