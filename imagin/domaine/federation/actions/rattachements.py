"""People of elsewhere: found at their home académie, taken in here to be summoned."""

from dataclasses import replace
from datetime import date

from django.db import transaction
from django.db.models import Q, Value

from imagin.domaine.federation.actions.numen import personne_d_empreinte
from imagin.domaine.federation.actions.personnes import nommer_personne
from imagin.domaine.federation.enums import EtatPersonne
from imagin.domaine.federation.models import Partenaire, Rattachement
from imagin.domaine.federation.queries import partenaire_ouvert
from imagin.domaine.federation.racines import personnes_externes_visibles
from imagin.domaine.federation.rules import (
    PERSONNE,
    PLUSIEURS,
    FederationRefusee,
    FicheExterne,
    PersonneIntrouvable,
    PersonneNommee,
)
from imagin.domaine.perimetre.enums import Role
from imagin.domaine.perimetre.rules import Perimetre
from imagin.domaine.personnes.enums import Civilite, Source, Titre
from imagin.domaine.personnes.models import Exercice, Intervenant
from imagin.domaine.personnes.queries import avec_etablissement_principal, etablissement_principal, intervenants_actifs
from imagin.domaine.referentiel.models import Discipline, Etablissement
from imagin.domaine.referentiel.racines import communs
from imagin.socle.texte.cle import Cle
from imagin.socle.versions import un_seul_a_la_fois

CONVOQUENT = (Role.ETABLISSEMENT, Role.GESTIONNAIRE, Role.ADMINISTRATEUR)
FERMEE = "Cette académie n'est plus partenaire de la vôtre : vous ne pouvez pas convoquer son personnel."


@transaction.atomic
def rechercher_personne(perimetre: Perimetre, *, nommee: PersonneNommee) -> FicheExterne:
    """Whom a partner means, exactly one of ours that can be summoned, under the name that we give them to it.

    By NUMEN hash, else by names and birth date, all three. Raises PersonneIntrouvable: nobody, or several.

    Guide: G4.6-07.
    """
    perimetre.exiger(Role.PARTENAIRE)
    trouvee = _seule(perimetre, nommee)
    connues = personnes_externes_visibles(perimetre).filter(intervenant=trouvee, etat=EtatPersonne.RECONNUE)
    externe = connues.order_by("pk").first() or nommer_personne(perimetre, nommee=_complete(nommee, trouvee))
    if externe.intervenant_id != trouvee.pk:  # the gestionnaire said who that is, or that it is nobody of ours
        raise PersonneIntrouvable(PERSONNE)
    lieu = etablissement_principal(trouvee)
    return FicheExterne(
        reference=externe.reference,
        civilite=trouvee.civilite,
        nom=trouvee.nom,
        prenom=trouvee.prenom,
        discipline=trouvee.discipline.libelle if trouvee.discipline else "",
        uai=lieu.uai if lieu else "",
        etablissement=lieu.libelle if lieu else "",
        mel=trouvee.mel_professionnel,
    )


@transaction.atomic
def rattacher(
    perimetre: Perimetre,
    *,
    partenaire: str,
    fiche: FicheExterne,
    numen: str = "",
    date_naissance: date | None = None,
) -> Rattachement:
    """Take in somebody found at their home académie: their row here is made (source AUTRE), or found again.

    `numen` and `date_naissance`, as they were asked for, find somebody who is known here already; neither is kept. Of
    who came by the federation alone, name, mail, discipline and école follow the sheet. Raises FederationRefusee when
    the partner is not open.

    Guide: G4.6-07.
    """
    perimetre.exiger(*CONVOQUENT)
    autre = partenaire_ouvert(partenaire)
    if autre is None:
        raise FederationRefusee(FERMEE)
    un_seul_a_la_fois(f"rattachement {autre.pk} {fiche.reference}")
    personne = _connue(perimetre, autre, fiche, numen, date_naissance) or _creer(autre, fiche)
    if personne.source == Source.AUTRE:
        _suivre_la_fiche(autre, personne, fiche)
    Rattachement.objects.filter(partenaire=autre, reference=fiche.reference).exclude(intervenant=personne).delete()
    return Rattachement.objects.update_or_create(
        partenaire=autre, intervenant=personne, defaults={"reference": fiche.reference}
    )[0]


def _seule(perimetre: Perimetre, nommee: PersonneNommee) -> Intervenant:
    if nommee.empreinte:
        qui = Q(pk=personne_d_empreinte(perimetre, nommee.empreinte))
    elif nommee.nom and nommee.prenom and nommee.date_naissance:
        qui = _de_ce_nom(nommee.nom, nommee.prenom, nommee.date_naissance)
    else:
        raise PersonneIntrouvable(PERSONNE)
    trouvees = list(avec_etablissement_principal(intervenants_actifs(perimetre)).filter(qui)[:2])
    if len(trouvees) != 1:
        raise PersonneIntrouvable(PLUSIEURS if trouvees else PERSONNE)
    return trouvees[0]


def _de_ce_nom(nom: str, prenom: str, date_naissance: date) -> Q:
    return Q(cle=Cle(Value(f"{nom} {prenom}")), date_naissance=date_naissance)


def _complete(nommee: PersonneNommee, trouvee: Intervenant) -> PersonneNommee:
    """The same, with the names that the gestionnaire will read."""
    return nommee if nommee.nom else replace(nommee, nom=trouvee.nom, prenom=trouvee.prenom)


def _connue(
    perimetre: Perimetre, autre: Partenaire, fiche: FicheExterne, numen: str, date_naissance: date | None
) -> Intervenant | None:
    """Who that is here already: attached before, of that NUMEN, or the only one of those names and birth date."""
    actifs = intervenants_actifs(perimetre)
    attaches = actifs.filter(rattachements__partenaire=autre, rattachements__reference=fiche.reference)
    if (connu := attaches.first()) or (numen and (connu := actifs.filter(numen=numen.strip().upper()).first())):
        return connu
    if date_naissance is None:
        return None
    semblables = list(actifs.filter(_de_ce_nom(fiche.nom, fiche.prenom, date_naissance))[:2])
    return semblables[0] if len(semblables) == 1 else None


def _creer(autre: Partenaire, fiche: FicheExterne) -> Intervenant:
    """Their row; found again when they had been detached. The reference names the partner: it chose the rest."""
    return Intervenant.objects.get_or_create(
        source=Source.AUTRE,
        reference=f"{autre.code}{fiche.reference.hex}",
        defaults={"nom": fiche.nom, "prenom": fiche.prenom},
    )[0]


def _suivre_la_fiche(autre: Partenaire, personne: Intervenant, fiche: FicheExterne) -> None:
    """What the home académie says of them today; their école only when it is one of that académie's."""
    disciplines = communs(Discipline).filter(libelle=fiche.discipline).exclude(libelle="")
    Intervenant.objects.filter(pk=personne.pk).update(
        civilite=fiche.civilite if fiche.civilite in Civilite else "",
        nom=fiche.nom,
        prenom=fiche.prenom,
        mel_professionnel=fiche.mel,
        discipline=disciplines.order_by("pk").first(),
    )
    lieu = communs(Etablissement).filter(uai=fiche.uai, academie__in=autre.academies).first()
    Exercice.objects.filter(intervenant=personne).exclude(etablissement=lieu).delete()
    if lieu is not None:
        Exercice.objects.get_or_create(intervenant=personne, etablissement=lieu, defaults={"titre": Titre.PRINCIPAL})
