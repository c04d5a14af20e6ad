"""The folding of the keyword search, as stored columns need it: immutable."""

from django.db import migrations

# As `socle.texte.repli.replier`; unaccent turns typographic apostrophes and hyphens into typed ones.
REPLIER = r"""
CREATE FUNCTION imagin_replier(texte text) RETURNS text
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
RETURN replace(replace(lower(public.unaccent('public.unaccent'::regdictionary, texte)), '''', ''), '-', '')
"""


class Migration(migrations.Migration):
    initial = True
    dependencies = [("texte", "0001_initial")]
    operations = [migrations.RunSQL(REPLIER, "DROP FUNCTION imagin_replier(text)")]
