import pytest
from lxml import html

from imagin.socle.ui.markdown import lire_markdown


def test_un_texte_donne_son_titre_et_son_corps():
    page = lire_markdown("# Aide\n\n## Écran\n\nUn **mot**.\n\n| a | b |\n|---|---|\n| 1 | 2 |\n")
    assert page.titre == "Aide"
    corps = html.fragment_fromstring(page.corps, create_parent="div")
    assert [element.tag for element in corps] == ["h2", "p", "table"]
    assert corps.findtext(".//strong") == "mot"


def test_les_titres_descendent_dans_un_volet():
    corps = html.fragment_fromstring(lire_markdown("# A\n\n## B\n\n###### C", decalage=1).corps, create_parent="div")
    assert [element.tag for element in corps] == ["h3", "h6"]


@pytest.mark.parametrize(
    "piege",
    ["<script>alert(1)</script>", "[x](javascript:alert(1))", "![x](data:image/png,a)", "a <b onclick=x>b</b>"],
)
def test_rien_d_actif_ne_passe(piege):
    corps = html.fragment_fromstring(lire_markdown(f"# A\n\n{piege}").corps, create_parent="div")
    assert corps.xpath(".//script | .//img | .//*[@onclick] | .//a[starts-with(@href, 'javascript')]") == []


@pytest.mark.parametrize("texte", ["", "Sans titre.", "## Trop bas"])
def test_un_texte_sans_titre_est_refuse(texte):
    with pytest.raises(ValueError, match="commence par son titre"):
        lire_markdown(texte)
