"""The one way in which a telephone is written: « 06 39 98 41 15 »."""

from django.db import migrations

# Dots, hyphens, the zero that a spreadsheet ate, +33, 0033, « (0) » all come to ten digits in pairs; other countries to
# « + » and digits; short numbers stay. NULL for what is no number (letters, « 6,12E+08 »).
TELEPHONE = r"""
CREATE FUNCTION imagin_telephone(texte text) RETURNS text
LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE AS $$
DECLARE
    n text := regexp_replace(texte, '\(0\)|[[:space:]().,/_\u00a0\u202f\u2010-\u2015-]', '', 'g');
BEGIN
    IF n = '' THEN RETURN ''; END IF;
    IF n !~ '^[+]?[0-9]+$' THEN RETURN NULL; END IF;
    n := regexp_replace(n, '^00', '+');
    n := regexp_replace(n, '^[+]?33(0?)([1-9][0-9]{8})$', '0\2');
    n := regexp_replace(n, '^[+](262|590|594|596)0?([1-9][0-9]{8})$', '0\2');
    n := regexp_replace(n, '^([1-9][0-9]{8})$', '0\1');
    IF n ~ '^0[1-9][0-9]{8}$' THEN RETURN regexp_replace(n, '^(..)(..)(..)(..)(..)$', '\1 \2 \3 \4 \5'); END IF;
    IF n ~ '^[+][1-9][0-9]{6,14}$' OR n ~ '^[1-9][0-9]{1,5}$' THEN RETURN n; END IF;
    RETURN NULL;
END $$
"""


class Migration(migrations.Migration):
    dependencies = [("texte", "0001_initial")]
    operations = [migrations.RunSQL(TELEPHONE, "DROP FUNCTION imagin_telephone(text)")]
