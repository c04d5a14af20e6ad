"""From the facts of a convocation to the words of its letter."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from django.conf import settings

from imagin.domaine.convocations.enums import Origine
from imagin.domaine.convocations.models import Affectation
from imagin.domaine.convocations.rules import Emission
from imagin.domaine.missions.models import Mission
from imagin.domaine.personnes.enums import Civilite
from imagin.domaine.personnes.models import Intervenant
from imagin.domaine.personnes.queries import etablissement_principal
from imagin.domaine.referentiel.models import Etablissement
from imagin.presentation.affectations import salles
from imagin.presentation.documents.convocation.contexte import (
    Destinataire,
    DonneesConvocation,
    Expediteur,
    Lieu,
    MentionImprimee,
    MissionImprimee,
    SignatureImprimee,
)
from imagin.presentation.documents.convocation.versions import annonce_du_remplacement
from imagin.socle.temps import bornes, creneau_en_lettres, date_en_toutes_lettres, en_heure_locale

SUIVI_PAR_LE_CENTRE = "Dossier suivi par le centre d'examen"
APPELS = {Civilite.M: "Monsieur", Civilite.MME: "Madame"}
APPEL_NEUTRE = "Madame, Monsieur"
LIGNES_ADRESSE = 5


def composer_lettres(emissions: Sequence[Emission]) -> list[dict[str, Any]]:
    """The letters of these emissions, ready to be kept: the provider that settings.IMAGIN_LETTRE names."""
    return [_version(emission).en_json() for emission in emissions]


def composer_duplicata(emission: Emission) -> DonneesConvocation:
    """The letter that another system issued, from what is known of it, and saying that it is only that.

    Guide: G3.1-06, G4.1-05.
    """
    quand = date_en_toutes_lettres(en_heure_locale(emission.emise_le).date())
    mention = f"Lettre émise hors d'IMAG'IN le {quand}. Ce duplicata est reconstitué d'après ce qu'IMAG'IN en connaît."
    return replace(_lettre(emission), duplicata=mention)


def composer_specimen(emission: Emission) -> DonneesConvocation:
    """The letter of a convocation that does not exist, and saying so.

    Guide: G4.4-01.
    """
    return replace(_lettre(emission), reference="SPÉCIMEN", specimen=True)


def _version(emission: Emission) -> DonneesConvocation:
    """The letter; it says what it cancels and replaces when it is not the first one."""
    lettre = _lettre(emission)
    return annonce_du_remplacement(emission.precedente, lettre) if emission.precedente else lettre


def _lettre(emission: Emission) -> DonneesConvocation:
    affectation = emission.affectation
    mission, personne = affectation.mission, affectation.intervenant
    appel = APPELS.get(Civilite(personne.civilite), APPEL_NEUTRE) if personne.civilite else APPEL_NEUTRE
    jour = en_heure_locale(emission.emise_le).date()
    return DonneesConvocation(
        titre=f"Convocation de {personne} – mission n°\u00a0{mission.numero}",
        reference=f"{mission.numero}-{affectation.pk}-{emission.version}",
        horodatage=en_heure_locale(emission.emise_le).isoformat(timespec="seconds"),
        expediteur=_expediteur(emission),
        destinataire=_destinataire(personne),
        lieu_et_date=f"{_ville(emission)}, le {date_en_toutes_lettres(jour)}",
        objet="Convocation à une mission d'examen",
        appel=f"{appel},",
        introduction=("J'ai l'honneur de vous convoquer pour la mission d'examen désignée ci-après.",),
        mission=_mission(affectation),
        lieu=_lieu(mission.centre),
        creneaux=tuple(creneau_en_lettres(*bornes(plage)) for plage in emission.plages),
        observation=affectation.observation,
        politesse=f"Je vous prie d'agréer, {appel}, l'expression de ma considération distinguée.",
        signature=_signature(emission),
        mentions=tuple(MentionImprimee(titre=mention.titre, texte=mention.texte) for mention in emission.mentions),
    )


def _expediteur(emission: Emission) -> Expediteur:
    """The académie's service; the file is followed by the centre when the centre summons (G4.2-17)."""
    academie, mission = emission.academie, emission.affectation.mission
    session, centre = mission.session, mission.centre
    du_centre = emission.affectation.origine == Origine.CENTRE
    return Expediteur(
        academie=settings.IMAGIN_INTITULE or f"ACADÉMIE DE {academie.nom}",
        service=academie.service,
        adresse=_lignes(academie.adresse),
        suivi_par=SUIVI_PAR_LE_CENTRE if du_centre else f"Dossier suivi par {session.gestionnaire}".rstrip(),
        contact=centre.libelle if du_centre else "",
        telephone=centre.telephone if du_centre else session.telephone or academie.telephone,
        courriel=centre.mel if du_centre else session.mel or academie.mel,
    )


def _destinataire(personne: Intervenant) -> Destinataire:
    localite = " ".join(filter(None, (personne.code_postal, personne.commune.upper())))
    lignes = regrouper(_lignes(personne.adresse), LIGNES_ADRESSE - 1 if localite else LIGNES_ADRESSE)
    adresse = (*lignes, localite) if localite else lignes
    civilite = APPELS.get(Civilite(personne.civilite), "") if personne.civilite else ""
    return Destinataire(
        identifiant=f"{personne.pk:08d}",
        nom=" ".join(filter(None, (civilite, personne.prenom, personne.nom))),
        adresse=adresse,
        etablissement=str(etablissement_principal(personne) or ""),
    )


def _mission(affectation: Affectation) -> MissionImprimee:
    mission: Mission = affectation.mission
    return MissionImprimee(
        numero=str(mission.numero),
        session=str(mission.session),
        specialite=str(mission.specialite or ""),
        epreuve_option=str(mission.epreuve_option or ""),
        type=mission.type.libelle,
        qualite=affectation.qualite.libelle if affectation.qualite else "",
        commissions=(affectation.commission.code,) if affectation.commission else (),
        jurys=(affectation.jury.code,) if affectation.jury else (),
        salle=", ".join(salles(affectation)),
    )


def _lieu(centre: Etablissement) -> Lieu:
    localite = " ".join(filter(None, (centre.code_postal, centre.localite)))
    return Lieu(
        nom=centre.libelle,
        uai=centre.uai,
        adresse=tuple(filter(None, (*_lignes(centre.adresse), localite))),
        telephone=centre.telephone,
    )


def _signature(emission: Emission) -> SignatureImprimee:
    """The signatory's four fields; before the centre has filled them in, the authority alone."""
    if emission.signature is None:
        return SignatureImprimee(autorite=emission.affectation.mission.get_signataire_display())
    s = emission.signature
    return SignatureImprimee(autorite=s.autorite, intitule=s.intitule, nom=s.nom, ville=s.ville)


def _ville(emission: Emission) -> str:
    """Where the letter is signed: the signature's town, else the centre's locality without its CEDEX."""
    if emission.signature:
        return emission.signature.ville
    return emission.affectation.mission.centre.localite.partition(" CEDEX")[0].title()


def _lignes(adresse: str) -> tuple[str, ...]:
    """Lines of an address kept as « ligne | ligne »."""
    return tuple(ligne.strip() for ligne in adresse.replace("\n", "|").split("|") if ligne.strip())


def regrouper(lignes: tuple[str, ...], maximum: int) -> tuple[str, ...]:
    """As many lines as an envelope allows, none lost: the two neighbours that make the shortest line share one."""
    restantes = list(lignes)
    while len(restantes) > maximum:
        rang = min(range(len(restantes) - 1), key=lambda r: len(restantes[r]) + len(restantes[r + 1]))
        restantes[rang : rang + 2] = [f"{restantes[rang]}, {restantes[rang + 1]}"]
    return tuple(restantes)
