"""Extensions, and the one folding of names that search and sort use."""

from django.contrib.postgres.operations import BtreeGistExtension, UnaccentExtension
from django.db import migrations

# unaccent() is only STABLE (its dictionary could change), so an index needs this wrapper, which names the dictionary. In
# PL/pgSQL, whose plan is kept: as a SQL function it is not inlined and costs two and a half times more on a large import.
CLE = r"""
CREATE FUNCTION imagin_cle(texte text) RETURNS text
LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE AS $$
BEGIN
    RETURN lower(regexp_replace(
        public.unaccent('public.unaccent'::regdictionary, texte), '[-''’`.,;_()/]', ' ', 'g') COLLATE "C");
END $$
"""

# « du pont » → 'du':* & 'pont':*, the words of the key as prefixes.
DEBUTS = r"""
CREATE FUNCTION imagin_debuts_de_mots(texte text) RETURNS tsquery
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
RETURN to_tsquery('simple', coalesce(
    regexp_replace(nullif(trim(regexp_replace(imagin_cle(texte), '[^a-z0-9]+', ' ', 'g')), ''), ' ', ':* & ', 'g') || ':*',
    ''))
"""


class Migration(migrations.Migration):
    initial = True
    dependencies = []
    operations = [
        UnaccentExtension(),
        BtreeGistExtension(),
        migrations.RunSQL(CLE, "DROP FUNCTION imagin_cle(text)"),
        migrations.RunSQL(DEBUTS, "DROP FUNCTION imagin_debuts_de_mots(text)"),
    ]
