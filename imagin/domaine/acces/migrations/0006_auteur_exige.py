"""A write to a table whose history is kept is refused when nobody signs it (GG-07)."""

from django.db import migrations

EXIGER = """
CREATE OR REPLACE FUNCTION _pgh_attach_context() RETURNS pghistory_context.id%TYPE AS $$
DECLARE
    _identifiant UUID := NULLIF(CURRENT_SETTING('pghistory.context_id', true), '')::UUID;
    _metadonnees JSONB := NULLIF(CURRENT_SETTING('pghistory.context_metadata', true), '')::JSONB;
BEGIN
    IF _identifiant IS NULL OR COALESCE(_metadonnees ->> 'auteur', '') = '' THEN
        RAISE EXCEPTION 'écriture sans auteur dans une table suivie'
            USING ERRCODE = 'insufficient_privilege',
                  HINT = 'Passez par un écran ou par une commande imagin : voir docs/exploitation.md, « Historique ».';
    END IF;
    INSERT INTO pghistory_context (id, metadata, created_at, updated_at)
        VALUES (_identifiant, _metadonnees, NOW(), NOW())
        ON CONFLICT (id) DO UPDATE
            SET metadata = EXCLUDED.metadata, updated_at = EXCLUDED.updated_at
            WHERE pghistory_context.metadata != EXCLUDED.metadata;
    RETURN _identifiant;
END;
$$ LANGUAGE plpgsql;
"""
# As pghistory makes it.
ADMETTRE = """
CREATE OR REPLACE FUNCTION _pgh_attach_context() RETURNS pghistory_context.id%TYPE AS $$
DECLARE
    _identifiant UUID := NULLIF(CURRENT_SETTING('pghistory.context_id', true), '')::UUID;
    _metadonnees JSONB := NULLIF(CURRENT_SETTING('pghistory.context_metadata', true), '')::JSONB;
BEGIN
    IF _identifiant IS NULL OR _metadonnees IS NULL THEN
        RETURN NULL;
    END IF;
    INSERT INTO pghistory_context (id, metadata, created_at, updated_at)
        VALUES (_identifiant, _metadonnees, NOW(), NOW())
        ON CONFLICT (id) DO UPDATE
            SET metadata = EXCLUDED.metadata, updated_at = EXCLUDED.updated_at
            WHERE pghistory_context.metadata != EXCLUDED.metadata;
    RETURN _identifiant;
END;
$$ LANGUAGE plpgsql;
"""


class Migration(migrations.Migration):
    dependencies = [
        ("acces", "0005_histoire_sans_boucle"),
        ("pghistory", "0007_auto_20250421_0444"),
    ]

    operations = [migrations.RunSQL(EXIGER, ADMETTRE)]
