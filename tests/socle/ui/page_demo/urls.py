"""Demo pages of the look, served by tests only: the list, a form in a side sheet, a bare page."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse, JsonResponse, StreamingHttpResponse
from django.shortcuts import render
from django.urls import path

from imagin.domaine.personnes.models import Intervenant
from imagin.socle.listes import en_csv, presenter, presenter_page
from imagin.socle.listes.filtres import Filtres
from imagin.socle.listes.recherche import contient, mots_cherches
from imagin.socle.texte.repli import replier
from imagin.socle.ui.calendrier import mois_du_calendrier
from imagin.socle.ui.volet import rediriger
from imagin.socle.ui.widgets import ChoixMultiple, SelectAvecDonnees
from tests.socle.listes.intervenants import LISTE as INTERVENANTS
from tests.socle.ui.page_demo.donnees import LISTE, personnes

JOURS = [date(2027, 5, 31) + timedelta(days=i) for i in range(4)]


class FiltresDemo(Filtres):
    """Filters above a list; `n` says how many lines there are."""

    n = forms.CharField(required=False, widget=forms.HiddenInput)
    annee = forms.MultipleChoiceField(
        label="Année", choices=[(a, a) for a in ("2026", "2027", "2028")], required=False, widget=ChoixMultiple
    )


class Convocation(forms.Form):
    """A form such as the one that summons."""

    qualite = forms.ChoiceField(
        label="Qualité",
        choices=[("", "Choisir…"), ("1", "Correcteur Santorin"), ("2", "Référent correcteur (SANTORIN)")],
    )
    commission = forms.ChoiceField(
        label="Commission",
        choices=[("", "Choisir…"), ("1", "3GMATH1"), ("2", "3GMATH2")],
        widget=SelectAvecDonnees(
            attrs={"data-commissions": ""},
            donnees={
                "1": {"dates": "2027-05-31", "candidats": "42"},
                "2": {"dates": "2027-06-01,2027-06-02,2027-06-03", "candidats": "1"},
            },
        ),
    )
    observation = forms.CharField(
        label="Observation portée sur la convocation",
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="2 000 caractères au plus.",
        initial="Correction sur SANTORIN, à domicile. Réunion d'entente le 31/05 à 14:00 en visioconférence.",
    )


def accueil(request: HttpRequest) -> HttpResponse:
    """A list of `n` lines."""
    lignes = personnes(int(request.GET.get("n", "40")))
    liste = replace(LISTE, filtres=FiltresDemo, gestes="" if "sans_gestes" in request.GET else LISTE.gestes)
    contexte = {"liste": presenter(liste, lignes, request.GET), "filtres": FiltresDemo(request.GET)}
    return render(request, "page_demo/liste.html", contexte)


def longue(request: HttpRequest) -> HttpResponse:
    """A list in pages of 5, over a table of the database."""
    gens = Intervenant.objects.select_related("discipline")
    liste = presenter_page(INTERVENANTS, gens, request.GET, taille=5)
    return render(request, "page_demo/longue.html", {"liste": liste})


def export(request: HttpRequest) -> StreamingHttpResponse:
    """The list displayed, as CSV."""
    affichee = presenter(LISTE, personnes(int(request.GET.get("n", "40"))), request.GET)
    return StreamingHttpResponse(en_csv(LISTE, affichee.objets), content_type="text/csv; charset=utf-8")


def detail(request: HttpRequest, numero: int) -> HttpResponse:
    """A line's own page."""
    return render(request, "page_demo/detail.html", {"personne": personnes(numero + 1)[numero]})


def formulaire(request: HttpRequest) -> HttpResponse:
    """A form in a side sheet, or on a page of its own without scripts."""
    form = Convocation(request.POST or None)
    if request.method == "POST" and form.is_valid():
        return rediriger(request, "/")
    contexte = {"form": form, "mois": mois_du_calendrier(JOURS), "identifies": personnes(4)}
    return render(request, "page_demo/formulaire.html", contexte, status=422 if request.method == "POST" else 200)


class Choix(forms.Form):
    """Two choices, of which the first opens the second."""

    examen = forms.ChoiceField(
        label="Examen",
        choices=[("", "Choisir…"), ("470", "DNB"), ("530", "BAC")],
        widget=forms.Select(attrs={"data-enchaine": ""}),
    )
    epreuve = forms.ChoiceField(label="Epreuve", choices=[("1", "Mathématiques")])


def enchaine(request: HttpRequest) -> HttpResponse:
    """A form asked again with what is chosen."""
    choisi = request.GET.get("examen", "")
    form = Choix(initial={"examen": choisi})
    form.fields["epreuve"].disabled = not choisi
    return render(request, "page_demo/enchaine.html", {"form": form})


def question(request: HttpRequest) -> HttpResponse:
    """The page that asks before what cannot be undone."""
    if "oui" in request.POST:
        return rediriger(request, "/?n=3")
    return render(request, "page_demo/question.html")


def conflits(request: HttpRequest) -> HttpResponse:
    """The part of the form that the server redraws."""
    return render(request, "page_demo/conflits.html", {"dates": request.POST.getlist("dates")})


def suggestions(request: HttpRequest) -> JsonResponse:
    """People whose name holds the words typed."""
    mots = mots_cherches(request.GET.get("q", ""))
    trouvees = [p for p in personnes(60) if contient(replier(f"{p.nom} {p.prenom}"), mots)]
    return JsonResponse(
        [
            {"id": str(p.id + 100), "libelle": f"{p.nom} {p.prenom}", "detail": p.etablissement[0]}
            for p in trouvees[:10]
        ],
        safe=False,
    )


def disciplines(request: HttpRequest) -> JsonResponse:
    """A discipline stands for all its people."""
    elements = [
        {"id": str(p.id), "libelle": f"{p.nom} {p.prenom}", "alerte": "déjà convoquée le 01/06" if p.id == 3 else ""}
        for p in personnes(6)
    ]
    return JsonResponse(
        [{"id": "m", "libelle": "MATHEMATIQUES", "detail": "6 intervenants", "elements": elements}], safe=False
    )


def connexion(request: HttpRequest) -> HttpResponse:
    """The bare frame."""
    return render(request, "page_demo/nu.html", {"form": Identification(request.POST or None)})


class Identification(forms.Form):
    """Sign-in."""

    identifiant = forms.CharField(label="Identifiant")
    mot_de_passe = forms.CharField(label="Mot de passe", widget=forms.PasswordInput)


def supprimer(request: HttpRequest, **_: Any) -> HttpResponse:
    """Answer to a confirmed button."""
    return rediriger(request, "/?supprimee=1")


urlpatterns = [
    path("", accueil),
    path("export.csv", export),
    path("longue/", longue),
    path("detail/<int:numero>/", detail),
    path("supprimer/<int:numero>/", supprimer),
    path("formulaire/", formulaire),
    path("conflits/", conflits),
    path("enchaine/", enchaine),
    path("question/", question),
    path("suggestions/", suggestions),
    path("disciplines/", disciplines),
    path("connexion/", connexion),
]
