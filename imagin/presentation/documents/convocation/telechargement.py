"""Letters as files, from whatever screen they are asked: one, several in one PDF, each its own in a ZIP."""

from collections.abc import Callable, Iterable, Iterator
from itertools import tee

from imagin.domaine.convocations.models import Convocation
from imagin.domaine.convocations.queries import LettreNommee
from imagin.domaine.convocations.rules import Emission
from imagin.presentation.documents.convocation.composition import composer_duplicata
from imagin.socle.documents import nom_de_fichier, rendre, rendre_en_flux, zip_en_flux
from imagin.socle.temps import maintenant

DOCUMENT = "convocation"


def lettre_en_pdf(convocation: Convocation) -> tuple[bytes, str]:
    """The letter as it was issued, and the name of its file, `NOM_Prenom.pdf`.

    Guide: G4.2-04, G3.1-06.
    """
    personne = convocation.affectation.intervenant
    return rendre(DOCUMENT, convocation.lettre), f"{nom_de_fichier(personne.nom, personne.prenom)}.pdf"


def duplicata_en_pdf(emission: Emission) -> tuple[bytes, str]:
    """A letter that another system issued, made again and marked so, and the name of its file.

    Guide: G3.1-06, G4.1-05.
    """
    personne = emission.affectation.intervenant
    pdf = rendre(DOCUMENT, composer_duplicata(emission).en_json())
    return pdf, f"{nom_de_fichier(personne.nom, personne.prenom, 'duplicata')}.pdf"


def lettre_ou_duplicata(
    convocation: Convocation | None, emission: Callable[[], Emission | None]
) -> tuple[bytes, str] | None:
    """The letter as it was issued, or made again and marked so when another system issued it; None without either.

    Guide: G3.1-06, G4.1-05.
    """
    if convocation:
        return lettre_en_pdf(convocation)
    ailleurs = emission()
    return duplicata_en_pdf(ailleurs) if ailleurs else None


def lettres_en_un_pdf(lettres: Iterable[LettreNommee]) -> bytes:
    """These letters one after the other, in their order, each counting its own pages: to be printed in one go.

    Guide: G4.2-16.
    """
    donnees = [lettre.donnees for lettre in lettres]
    instant = maintenant().isoformat(timespec="seconds")
    return rendre(DOCUMENT, {"titre": f"{len(donnees)} convocations", "horodatage": instant, "lettres": donnees})


def lettres_en_zip(lettres: Iterable[LettreNommee], *, par_mission: bool = False) -> Iterator[bytes]:
    """Each letter as `NOM_Prenom.pdf`, made while it is sent; `par_mission`: in a folder each, `BCG_112121`.

    Guide: G4.2-16.
    """
    pour_les_noms, pour_les_lettres = tee(lettres)
    noms = (_nom(lettre, par_mission=par_mission) for lettre in pour_les_noms)
    pdfs = rendre_en_flux(DOCUMENT, (lettre.donnees for lettre in pour_les_lettres))
    return zip_en_flux(zip(noms, pdfs, strict=True))


def _nom(lettre: LettreNommee, *, par_mission: bool) -> str:
    dossier = f"{nom_de_fichier(lettre.sigle)}_{lettre.mission}/" if par_mission else ""
    return f"{dossier}{nom_de_fichier(lettre.nom, lettre.prenom)}.pdf"
