import re

from django.contrib.staticfiles.storage import staticfiles_storage
from django.core.management import call_command


def test_scripts_styles_et_polices_se_nomment_par_leur_empreinte(settings, tmp_path):
    settings.STATIC_ROOT = tmp_path
    settings.STORAGES = {**settings.STORAGES, "staticfiles": {"BACKEND": "imagin.socle.ui.statiques.Statiques"}}
    call_command("collectstatic", interactive=False, verbosity=0, ignore_patterns=["admin", "rest_framework"])
    entree = (tmp_path / staticfiles_storage.stored_name("imagin/js/imagin.js")).read_text()
    importes = re.findall(r'from "\./(.+?)"', entree)
    assert len(importes) >= 10
    assert all(re.fullmatch(r"[a-z_-]+\.[0-9a-f]{12}\.js", nom) for nom in importes), importes
    assert all((tmp_path / "imagin" / "js" / nom).exists() for nom in importes)
    jetons = (tmp_path / staticfiles_storage.stored_name("imagin/css/jetons.css")).read_text()
    assert re.search(r'url\("\.\./polices/hyperlegible-latin\.[0-9a-f]{12}\.woff2"\)', jetons)
