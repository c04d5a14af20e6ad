"""Static files under names that change with their content, so that a browser may keep them for ever."""

from whitenoise.storage import CompressedManifestStaticFilesStorage


class Statiques(CompressedManifestStaticFilesStorage):  # type: ignore[misc]  # whitenoise has no types
    """Whitenoise's, where scripts import one another by their hashed names too.

    Without it a module imported by another would be asked by its bare name, and an old one could stay in the browser.
    """

    support_js_module_import_aggregation = True
