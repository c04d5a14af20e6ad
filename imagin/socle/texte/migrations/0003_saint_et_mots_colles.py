"""The words that a name is found by: glued compounds, « Saint » for « St », other names; and « St » typed for both."""

from django.db import migrations

# The key says most names already: only those with a compound, a « St » or another name cost more.
MOTS = r"""
CREATE FUNCTION imagin_mots(cle text, nom text, prenom text, autre_nom text) RETURNS text
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE AS $$
DECLARE
    mots text := cle;
    entier text := concat_ws(' ', nom, prenom);
BEGIN
    IF autre_nom <> '' AND autre_nom <> nom THEN
        mots := mots || ' ' || public.imagin_cle(autre_nom);
        entier := entier || ' ' || autre_nom;
    END IF;
    IF mots ~ '\mste?\M' THEN
        mots := mots || ' ' || regexp_replace(mots, '\mst(e?)\M', 'saint\1', 'g');
    END IF;
    IF entier ~ '[-''’`]' THEN
        mots := mots || ' ' || lower(
            public.unaccent('public.unaccent'::regdictionary, regexp_replace(entier, '[-''’`]', '', 'g')) COLLATE "C");
    END IF;
    RETURN mots;
END $$
"""
DEBUTS = r"""
CREATE OR REPLACE FUNCTION imagin_debuts_de_mots(texte text) RETURNS tsquery
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
RETURN to_tsquery('simple', coalesce(
    regexp_replace(
        regexp_replace(
            nullif(trim(regexp_replace(imagin_cle(texte), '[^a-z0-9]+', ' ', 'g')), ''), ' ', ':* & ', 'g') || ':*',
        '\mst(e?):\*', '(st\1:* | saint\1:*)', 'g'),
    ''))
"""
AVANT = r"""
CREATE OR REPLACE FUNCTION imagin_debuts_de_mots(texte text) RETURNS tsquery
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
RETURN to_tsquery('simple', coalesce(
    regexp_replace(nullif(trim(regexp_replace(imagin_cle(texte), '[^a-z0-9]+', ' ', 'g')), ''), ' ', ':* & ', 'g') || ':*',
    ''))
"""


class Migration(migrations.Migration):
    dependencies = [("texte", "0002_telephone")]
    operations = [
        migrations.RunSQL(MOTS, "DROP FUNCTION imagin_mots(text, text, text, text)"),
        migrations.RunSQL(DEBUTS, AVANT),
    ]
