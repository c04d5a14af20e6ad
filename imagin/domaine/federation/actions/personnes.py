"""Who somebody named by another académie is here."""

from django.db import transaction
from django.db.models import Exists, OuterRef, Q, QuerySet, Value

from imagin.domaine.federation.actions.application import appliquer_celles_de
from imagin.domaine.federation.actions.numen import personne_d_empreinte
from imagin.domaine.federation.enums import EtatPersonne
from imagin.domaine.federation.models import ConvocationExterne, EmpreinteNumen, PersonneExterne
from imagin.domaine.federation.queries.personnes import etat_de_la_personne
from imagin.domaine.federation.racines import partenaires_visibles, personnes_externes_visibles
from imagin.domaine.federation.rules import FederationRefusee, PersonneNommee
from imagin.domaine.perimetre.enums import Role
from imagin.domaine.perimetre.rules import Perimetre
from imagin.domaine.personnes.queries import intervenants_actifs
from imagin.socle.temps import maintenant
from imagin.socle.texte.cle import Cle
from imagin.socle.traces.suivi import dernier_changement
from imagin.socle.versions import exiger_inchange

SANS_NOM = "Le message ne dit pas de qui il s'agit : donnez une référence, une empreinte, ou un nom."
REFERENCE_INCONNUE = "Cette référence n'est pas de celles que nous vous avons données."
INTROUVABLE = "Cette personne n'est plus dans la liste : revenez à la liste."
Identite = tuple[EtatPersonne, int | None]


@transaction.atomic(savepoint=False)  # part of a reception, 10,000 of which come at once
def nommer_personne(perimetre: Perimetre, *, nommee: PersonneNommee) -> PersonneExterne:
    """The row of somebody whom the calling partner names, made the first time, recognised when it can be; locked.

    When that says who they are, or somebody else than before, their summons become theirs at once. What somebody
    decided by hand is never decided again. Raises FederationRefusee: nobody named, or by a reference that we did not
    give to this partner.

    Guide: G4.6-04.
    """
    perimetre.exiger(Role.PARTENAIRE)
    personne = _tenue(perimetre, nommee)
    if personne is None:
        return _faire(perimetre, nommee)
    _noter_le_nom(personne, nommee)
    _reconnaitre(perimetre, personne)
    return personne


@transaction.atomic
def designer_personne(
    perimetre: Perimetre, *, personne: int, intervenant: int, version: str | None = None
) -> PersonneExterne:
    """The gestionnaire says who it is: summons that waited, or were another's, become theirs at once.

    Raises FederationRefusee: somebody who cannot be summoned any more; ChangeeEntreTemps when that was decided since
    `version`.

    Guide: G4.6-06.
    """
    if not intervenants_actifs(perimetre).filter(pk=intervenant).exists():
        raise FederationRefusee("Cette personne n'est plus connue de l'académie : choisissez-en une autre.")
    tenue = _pour_decider(perimetre, personne, version)
    return _retenir(perimetre, tenue, (EtatPersonne.RECONNUE, intervenant), par=perimetre.auteur)


@transaction.atomic
def ecarter_personne(perimetre: Perimetre, *, personne: int, version: str | None = None) -> PersonneExterne:
    """The gestionnaire says that it is nobody of ours: their summons make no indisponibilité, listed no more.

    Raises ChangeeEntreTemps.

    Guide: G4.6-06.
    """
    tenue = _pour_decider(perimetre, personne, version)
    return _retenir(perimetre, tenue, (EtatPersonne.ECARTEE, None), par=perimetre.auteur)


@transaction.atomic
def reprendre_personne(perimetre: Perimetre, *, personne: int, version: str | None = None) -> PersonneExterne:
    """Undo what was decided by hand: they are what IMAG'IN finds by itself. Raises ChangeeEntreTemps.

    Guide: G4.6-06.
    """
    tenue = _pour_decider(perimetre, personne, version)
    return _retenir(perimetre, tenue, _identifier(perimetre, _nommee(tenue)), par="")


def reconnaitre_les_inconnues(perimetre: Perimetre) -> int:
    """Each night, try again those that wait, and those whose NUMEN changed; how many are somebody, or somebody else.

    One transaction each: what one refuses costs the others nothing.
    """
    perimetre.exiger_administrateur()
    cles = list(_incertaines(perimetre).order_by("pk").values_list("pk", flat=True))
    return sum(_essayer(perimetre, cle) for cle in cles)


@transaction.atomic
def _essayer(perimetre: Perimetre, cle: int) -> bool:
    tenue = _verrouillees(perimetre).filter(pk=cle, decidee_par="").first()
    return tenue is not None and _reconnaitre(perimetre, tenue)


def _incertaines(perimetre: Perimetre) -> QuerySet[PersonneExterne]:
    """Summoned, nobody decided by hand, and nobody is known for them, or not by that NUMEN any more."""
    convoquees = ConvocationExterne.objects.filter(personne=OuterRef("pk"), retiree=False)
    siennes = EmpreinteNumen.objects.filter(intervenant=OuterRef("intervenant"), empreinte=OuterRef("empreinte"))
    perimees = Q(etat=EtatPersonne.RECONNUE) & ~Q(empreinte="") & ~Exists(siennes)
    attendent = Q(etat__in=(EtatPersonne.INCONNUE, EtatPersonne.AMBIGUE))
    return personnes_externes_visibles(perimetre).filter(attendent | perimees, Exists(convoquees), decidee_par="")


def _tenue(perimetre: Perimetre, nommee: PersonneNommee) -> PersonneExterne | None:
    """The row that we hold of them, locked; None the first time."""
    connues = _verrouillees(perimetre)
    if nommee.reference is not None:
        tenue = connues.filter(reference=nommee.reference).first()
        if tenue is None:
            raise FederationRefusee(REFERENCE_INCONNUE)
        return tenue
    if not (nommee.empreinte or nommee.nom):
        raise FederationRefusee(SANS_NOM)
    return connues.filter(**_identifiants(nommee)).first()


def _identifiants(nommee: PersonneNommee) -> dict[str, object]:
    if nommee.empreinte:
        return {"empreinte": nommee.empreinte}
    return {
        "empreinte": "",
        "nom": nommee.nom,
        "prenom": nommee.prenom,
        "date_naissance": nommee.date_naissance,
    }


def _faire(perimetre: Perimetre, nommee: PersonneNommee) -> PersonneExterne:
    etat, intervenant = _identifier(perimetre, nommee)
    faite, nouvelle = PersonneExterne.objects.get_or_create(
        partenaire=partenaires_visibles(perimetre).get(),
        **_identifiants(nommee),
        defaults={"nom": nommee.nom, "prenom": nommee.prenom, "etat": etat, "intervenant_id": intervenant},
    )
    return faite if nouvelle else _verrouillees(perimetre).get(pk=faite.pk)


def _noter_le_nom(personne: PersonneExterne, nommee: PersonneNommee) -> None:
    """How they are named now, and once a day that they still are."""
    instant = maintenant()
    noms = (nommee.nom, nommee.prenom) if nommee.nom else (personne.nom, personne.prenom)
    if noms != (personne.nom, personne.prenom) or personne.vue_le.date() < instant.date():
        personne.nom, personne.prenom = noms
        personne.vue_le = instant
        personne.save(update_fields=["nom", "prenom", "vue_le"])


def _reconnaitre(perimetre: Perimetre, personne: PersonneExterne) -> bool:
    """Try to say who it is, unless somebody did; True when it is somebody, or somebody else than before.

    Who was recognised remains so while nobody else bears that NUMEN: the key may have changed, or the NUMEN.
    """
    if personne.decidee_par or (personne.etat == EtatPersonne.RECONNUE and not personne.empreinte):
        return False
    etat, intervenant = _identifier(perimetre, _nommee(personne))
    connue = etat == EtatPersonne.RECONNUE
    if (etat, intervenant) == (personne.etat, personne.intervenant_id) or (personne.intervenant_id and not connue):
        return False
    _retenir(perimetre, personne, (etat, intervenant), par="")
    return connue


def _identifier(perimetre: Perimetre, nommee: PersonneNommee) -> Identite:
    """Who it is, by NUMEN, else by exact names and birth date.

    A NUMEN unknown here is not tried by name: two people may bear one, and the gestionnaire sees who could be meant.
    """
    if nommee.empreinte:
        connue = personne_d_empreinte(perimetre, nommee.empreinte)
        return (EtatPersonne.RECONNUE, connue) if connue else (EtatPersonne.INCONNUE, None)
    memes = intervenants_actifs(perimetre).filter(cle=Cle(Value(f"{nommee.nom} {nommee.prenom}")))
    if nommee.date_naissance is not None:
        memes = memes.filter(date_naissance=nommee.date_naissance)
    trouves = list(memes.order_by("pk").values_list("pk", flat=True)[:2])
    if len(trouves) > 1:
        return EtatPersonne.AMBIGUE, None
    if trouves and nommee.date_naissance is not None:
        return EtatPersonne.RECONNUE, trouves[0]
    return EtatPersonne.INCONNUE, None


def _pour_decider(perimetre: Perimetre, cle: int, version: str | None) -> PersonneExterne:
    perimetre.exiger_gestion()
    tenue = _verrouillees(perimetre).filter(pk=cle).first()
    if tenue is None:
        raise FederationRefusee(INTROUVABLE)
    exiger_inchange(etat_de_la_personne(tenue), version, lambda: dernier_changement(tenue))
    return tenue


def _retenir(perimetre: Perimetre, personne: PersonneExterne, identite: Identite, *, par: str) -> PersonneExterne:
    """Keep who it is, and make their summons follow."""
    avant = personne.intervenant_id
    personne.etat, personne.intervenant_id = identite
    personne.decidee_par = par
    personne.save(update_fields=["etat", "intervenant", "decidee_par"])
    if personne.intervenant_id != avant:
        appliquer_celles_de(perimetre, personne)
    return personne


def _verrouillees(perimetre: Perimetre) -> QuerySet[PersonneExterne]:
    return personnes_externes_visibles(perimetre).select_for_update(of=("self",))


def _nommee(personne: PersonneExterne) -> PersonneNommee:
    return PersonneNommee(
        empreinte=personne.empreinte,
        nom=personne.nom,
        prenom=personne.prenom,
        date_naissance=personne.date_naissance,
    )
