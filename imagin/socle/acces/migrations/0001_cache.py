"""The table of Django's database cache, which counts sign-in attempts for all processes; as `createcachetable` makes it."""

from django.db import migrations

CREER = """
CREATE TABLE socle_cache (cache_key varchar(255) PRIMARY KEY, value text NOT NULL, expires timestamptz NOT NULL);
CREATE INDEX socle_cache_expires ON socle_cache (expires);
"""


class Migration(migrations.Migration):
    initial = True
    dependencies = []
    operations = [migrations.RunSQL(CREER, "DROP TABLE socle_cache")]
