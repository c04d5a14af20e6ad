from pathlib import Path

import pytest
from django import forms
from django.template import Context, Template
from lxml import etree, html

from imagin.socle import ui
from imagin.socle.ui.onglets import Onglet
from imagin.socle.ui.templatetags.ui import ICONES
from imagin.socle.ui.widgets import ChoixMultiple, SelectAvecDonnees

RACINE = Path(ui.__file__).parent
STATIQUES = RACINE / "static" / "imagin"
INTERDITS = ("style=", "onclick=", "onchange=", "<script>", "javascript:")


class Formulaire(forms.Form):
    qualite = forms.CharField(label="Qualité", help_text="Celle de la <mission>.")
    accord = forms.BooleanField(label="J'ai terminé")
    annees = forms.MultipleChoiceField(label="Année", choices=[("1", "2026"), ("2", "2027")], widget=ChoixMultiple)
    jeton = forms.CharField(widget=forms.HiddenInput, required=False)


def dessiner(gabarit, **contexte):
    return html.fragment_fromstring(Template(gabarit).render(Context(contexte)), create_parent="div")


def test_les_icones_sont_celles_de_la_planche():
    planche = etree.parse(STATIQUES / "icones" / "icones.svg")
    assert set(planche.xpath("//*[local-name()='symbol']/@id")) == ICONES
    with pytest.raises(ValueError, match="unknown icon"):
        Template('{% icone "chat" %}').render(Context())


@pytest.mark.parametrize("gabarit", sorted(RACINE.rglob("*.html")), ids=lambda chemin: chemin.name)
def test_aucun_style_ni_script_dans_les_gabarits(gabarit):
    assert not [interdit for interdit in INTERDITS if interdit in gabarit.read_text()]


@pytest.mark.parametrize(
    "fichier", [*STATIQUES.rglob("*.css"), *STATIQUES.rglob("*.js")], ids=lambda chemin: chemin.name
)
def test_rien_ne_vient_d_ailleurs(fichier):
    texte = fichier.read_text()
    assert "http://" not in texte
    assert "https://" not in texte
    assert "eval(" not in texte


def test_un_champ_lie_libelle_aide_et_erreurs():
    form = Formulaire({"annees": ["1", "2"]})
    page = dessiner("{% for champ_ in form %}{% champ champ_ %}{% endfor %}", form=form)
    [saisie] = page.xpath('//input[@name="qualite"]')
    assert page.xpath("//label[@for='id_qualite']")[0].text_content().strip() == "Qualité *"
    assert saisie.get("aria-invalid") == "true"
    assert saisie.get("aria-describedby").split() == ["id_qualite_helptext", "id_qualite_error"]
    assert page.get_element_by_id("id_qualite_helptext").text == "Celle de la <mission>."
    assert page.get_element_by_id("id_qualite_error").text_content().strip() == "Ce champ est obligatoire."
    assert page.xpath('//input[@name="jeton"]/ancestor::div[@class="champ"]') == []


@pytest.mark.exigence("G1.3-10")
def test_un_filtre_a_plusieurs_choix_dit_combien():
    page = dessiner("{% champ form.annees %}", form=Formulaire({"annees": ["1", "2"]}))
    assert page.xpath("//summary")[0].text_content().strip() == "2 sélectionnée(s)"
    assert page.xpath("//input[@checked]/@value") == ["1", "2"]
    assert [label.text_content().strip() for label in page.xpath("//label")] == ["2026", "2027"]
    vide = dessiner("{% champ form.annees %}", form=Formulaire())
    assert vide.xpath("//summary")[0].text_content().strip() == "Toutes"


def test_les_options_d_un_choix_portent_leurs_donnees():
    champ = SelectAvecDonnees(choices=[("", "…"), (12, "3GMATH1")], donnees={"12": {"candidats": "42"}})
    page = html.fromstring(champ.render("commission", None))
    assert page.xpath('//option[@data-candidats="42"]/@value') == ["12"]
    assert page.xpath("count(//option[@data-candidats])") == 1


def test_les_erreurs_du_formulaire_entier():
    form = Formulaire({})
    form.add_error(None, "Cette personne est déjà convoquée <ici>.")
    page = dessiner("{% erreurs form %}", form=form)
    assert page.xpath('//*[@role="alert"]')[0].text_content().strip() == "Cette personne est déjà convoquée <ici>."
    sans_faute = dessiner("{% erreurs form %}", form=Formulaire())
    assert sans_faute.xpath('//*[@role="alert"]') == []
    assert "astérisque (*) sont obligatoires" in sans_faute.text_content()


def test_l_onglet_courant_est_annonce():
    liste = [Onglet("Affectations Convoquées", "/a/"), Onglet("Indisponibilités", "/b/", courant=True)]
    page = dessiner('{% onglets liste "Données de la personne" %}', liste=liste)
    [navigation] = page.xpath("//nav")
    assert navigation.get("aria-label") == "Données de la personne"
    assert [lien.text for lien in navigation.xpath(".//a[@aria-current='page']")] == ["Indisponibilités"]
    assert [lien.get("href") for lien in navigation.xpath(".//a")] == ["/a/", "/b/"]
