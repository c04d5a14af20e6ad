"""What is done with several convocations at once, from the list of a mission or of all of them."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator
from itertools import chain, islice
from typing import TYPE_CHECKING

from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import redirect
from django.utils.text import get_valid_filename

from imagin.presentation.documents.convocation.telechargement import lettres_en_un_pdf, lettres_en_zip
from imagin.socle.console.enums import GenreMessage
from imagin.socle.console.http import dire_erreur, dire_tout
from imagin.socle.listes.http import telecharger, telecharger_pdf
from imagin.socle.temps import aujourd_hui

if TYPE_CHECKING:
    from imagin.domaine.convocations.actions import ResultatDuLot
    from imagin.domaine.convocations.models import Affectation
    from imagin.domaine.convocations.queries import LettreNommee
    from imagin.domaine.missions.models import Mission
    from imagin.domaine.personnes.models import Intervenant

RIEN = "Aucune convocation de votre centre n'est affichée : il n'y a rien à télécharger."
LETTRES_PAR_PDF = 1_000
# What a form may carry (DATA_UPLOAD_MAX_NUMBER_FIELDS), and a request do in time (bench): the same for both.
CHANGEMENTS_PAR_LOT = 1_000


def nom_du_lot(mission: Mission | None) -> str:
    """« BCG_112121_20161214 », « convocations_20161214 » for several missions, without extension.

    Guide: G4.2-16.
    """
    debut = f"{get_valid_filename(mission.session.examen.sigle)}_{mission.numero}" if mission else "convocations"
    return f"{debut}_{aujourd_hui():%Y%m%d}"


def zip_des_lettres(
    request: HttpRequest, lettres: Iterator[LettreNommee], *, mission: Mission | None, retour: str
) -> HttpResponse | StreamingHttpResponse:
    """The letters, one PDF each, sent as they are made; several missions: a folder each.

    Guide: G4.2-16.
    """
    premiere = next(lettres, None)
    if premiere is None:
        dire_erreur(request, RIEN)
        return redirect(retour)
    contenu = lettres_en_zip(chain([premiere], lettres), par_mission=mission is None)
    archive = StreamingHttpResponse(contenu, content_type="application/zip")
    return telecharger(archive, f"{nom_du_lot(mission)}.zip")


def pdf_des_lettres(
    request: HttpRequest, lettres: Iterator[LettreNommee], *, mission: Mission | None, retour: str
) -> HttpResponse:
    """The letters in one PDF, in the order of the missions, then of the names: to be printed in one go.

    Guide: G4.2-16.
    """
    lues = list(islice(lettres, LETTRES_PAR_PDF + 1))
    if not lues or len(lues) > LETTRES_PAR_PDF:
        trop = "Plus de 1 000 convocations sont affichées : filtrez par jour ou par examen, ou téléchargez le zip."
        dire_erreur(request, trop if lues else RIEN)
        return redirect(retour)
    return telecharger_pdf(lettres_en_un_pdf(lues), f"{nom_du_lot(mission)}.pdf")


def trop_a_la_fois(request: HttpRequest, nombre: int, limite: int) -> bool:
    """Are these more than one request can change? The console says how many may be."""
    if nombre > limite:
        dire_erreur(
            request, f"{nombre} convocations sont cochées, {limite} au plus se changent à la fois : décochez-en."
        )
    return nombre > limite


def dire_les_resultats(
    request: HttpRequest,
    resultats: Iterable[ResultatDuLot],
    choisies: Collection[Affectation],
    fait: str,
    *,
    sans_mel: Callable[[Intervenant], str] = lambda _: "",
) -> None:
    """A line of the console for each: « fait : DUPONT Jean, mission 112440. », or « DUPONT Jean : why not ».

    `sans_mel`: what is added for who is not told by mail.
    """
    par_cle = {affectation.pk: affectation for affectation in choisies}
    dire_tout(request, (_resultat(resultat, par_cle[resultat.affectation], fait, sans_mel) for resultat in resultats))


def _resultat(
    resultat: ResultatDuLot, affectation: Affectation, fait: str, sans_mel: Callable[[Intervenant], str]
) -> tuple[GenreMessage, str]:
    if resultat.refus:
        return GenreMessage.ERREUR, f"{affectation.intervenant} : {resultat.refus}"
    quoi = f"{affectation.intervenant}, mission {affectation.mission.numero}"
    return GenreMessage.SUCCES, f"{fait} : {quoi}.{prevenu(resultat.mel) or sans_mel(affectation.intervenant)}"


def prevenu(mel: str) -> str:
    """What is added when the person is told by mail, because they had been sent a letter."""
    return f" Un mél part à {mel} pour le dire." if mel else ""
