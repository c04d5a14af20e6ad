"""People, and when they are not available."""

from datetime import timedelta
from itertools import count

from psycopg.types.range import Range

from imagin.domaine.disponibilites.models import Indisponibilite
from imagin.domaine.personnes.models import Exercice, Intervenant
from imagin.domaine.referentiel.models import Discipline, Etablissement
from imagin.socle.temps import maintenant
from tests.factories.referentiel import etablissement

_numeros = count(1)


def discipline(libelle: str = "MATHEMATIQUES") -> Discipline:
    """A discipline de poste, by its label."""
    return Discipline.objects.get_or_create(code=libelle[:8].replace(" ", ""), defaults={"libelle": libelle})[0]


def intervenant(
    nom: str = "BÉNEC'H",
    prenom: str = "Marie",
    *,
    a: Etablissement | None = None,
    secondaire: Etablissement | None = None,
    enseigne: str = "MATHEMATIQUES",
    **champs: object,
) -> Intervenant:
    """Somebody posted at `a` (Bellevue when nothing is said), with a professional address."""
    numero = next(_numeros)
    defauts = {
        "source": "EPP",
        "reference": str(numero),
        "civilite": "MME",
        "discipline": discipline(enseigne),
        "adresse": "RESIDENCE LES ACACIAS | 12 RUE DES LILAS",
        "code_postal": "31400",
        "commune": "TOULOUSE",
        "mel_professionnel": f"personne{numero}@ac-toulouse.example",
    }
    personne = Intervenant.objects.create(nom=nom, prenom=prenom, **{**defauts, **champs})
    Exercice.objects.create(intervenant=personne, etablissement=a or etablissement(), titre="P")
    if secondaire:
        Exercice.objects.create(intervenant=personne, etablissement=secondaire, titre="S")
    return personne


def convoque_ailleurs(personne: Intervenant) -> Indisponibilite:
    """Another académie has summoned somebody for tomorrow, and tells what to."""
    demain = maintenant() + timedelta(days=1)
    convocation = {
        "academie": "BORDEAUX",
        "mission": 99_002,
        "type": "INTERROGATION ORALE",
        "session": "470, BCG, 2026-06, BAC GENERAL",
        "centre": "LYCEE MONTAIGNE BORDEAUX (0330021U)",
        "dates": ["Le mardi 16/06/2026 08:00 - 18:00"],
        "contact": "M. FABRE, 05 57 57 38 00, dec@ac-bordeaux.example",
    }
    return Indisponibilite.objects.create(
        intervenant=personne,
        periode=Range(demain, demain + timedelta(hours=10)),
        motif="CONVOCATION PAR IMAGIN BORDEAUX",
        source="ACADEMIE",
        ailleurs=convocation,
    )
