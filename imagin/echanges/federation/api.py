"""The API that other académies call, version 1: docs/contrats/federation/ is generated from here.

Who calls is a partner, by its service token; what it reads, changes and withdraws is what itself told: every verb
begins with its perimeter.
"""

import json
import logging
from dataclasses import asdict
from typing import Any, cast

import pghistory
from django.conf import settings
from django.core.cache import cache
from django.core.exceptions import RequestDataTooBig
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.urls import URLPattern
from ninja import NinjaAPI, Status
from ninja.errors import HttpError, ValidationError
from ninja.security import HttpBearer

from imagin.domaine.federation.actions import (
    cle_numen,
    comparer_condenses,
    recevoir_convocation_externe,
    rechercher_personne,
)
from imagin.domaine.federation.queries import uai_des_centres
from imagin.domaine.federation.rules import (
    Condense,
    ConvocationRecue,
    FederationRefusee,
    PersonneIntrouvable,
    PersonneNommee,
)
from imagin.domaine.perimetre.rules import AccesRefuse, Perimetre, PorteePartenaire
from imagin.domaine.referentiel.models import Academie
from imagin.domaine.referentiel.racines import communs
from imagin.echanges.federation.composition import condense_de
from imagin.echanges.federation.fournisseur import perimetre_du_porteur
from imagin.echanges.federation.schemas import (
    Accuse,
    Condenses,
    Ecarts,
    EcartTrouve,
    EtatDInstance,
    FicheTrouvee,
    MessageDeDossier,
    MotifDeRefus,
    PersonneDesignee,
    Recherche,
)
from imagin.socle.acces.routes import Vue, machine
from imagin.socle.temps import maintenant

journal = logging.getLogger(__name__)
VERSIONS = [1]
PREFIXE = "federation/v1/"
JETON = "jeton de service de l'académie partenaire (OAuth 2 client_credentials, private_key_jwt)"
METHODES = {"etat": ("GET",), "convocations": ("POST",), "condenses": ("POST",), "recherche": ("POST",)}
RECHERCHES_PAR_MINUTE = 30  # a partner's: somebody who types, not who goes through a list of names
PHRASES = {
    400: "Le message est illisible : on attend du JSON.",
    401: "Jeton absent, expiré, ou qui n'est pas celui d'une académie partenaire.",
}
REFUS = {401: MotifDeRefus, 403: MotifDeRefus, 422: MotifDeRefus}


class Appel(HttpRequest):
    """A request whose token was checked."""

    auth: Perimetre


class JetonDeService(HttpBearer):
    """A service token; what it gives is the partner's perimeter."""

    openapi_description = "Jeton de service : POST /federation/jeton, client_credentials, private_key_jwt (RFC 7523)."

    def authenticate(self, request: HttpRequest, token: str) -> Perimetre | None:
        """The perimeter of who calls; None: 401."""
        return perimetre_du_porteur(token)


api = NinjaAPI(
    title="IMAG'IN entre académies",
    version="1.0.0",
    description="Ce que les instances d'IMAG'IN se disent des convocations d'une académie à l'autre.",
    docs_url=None,
    openapi_url=None,
    auth=JetonDeService(),
    urls_namespace="federation_v1",
)


@api.get("etat", response={200: EtatDInstance, **REFUS}, operation_id="lire_etat", url_name="etat")
def lire_etat(request: Appel) -> Status[EtatDInstance]:
    """Ce que cette instance dit d'elle-même, et quels établissements de l'académie qui demande y sont centres."""
    perimetre = request.auth
    return Status(
        200,
        EtatDInstance(
            instance=settings.IMAGIN_INSTANCE,
            nom=_nom(),
            versions=VERSIONS,
            heure=maintenant(),
            cle_numen=cle_numen(perimetre),
            centres=uai_des_centres(perimetre),
        ),
    )


@api.post(
    "convocations",
    response={200: Accuse, **REFUS},
    operation_id="transmettre_convocation",
    url_name="convocations",
)
def transmettre_convocation(request: Appel, message: MessageDeDossier) -> Status[Accuse]:
    """Transmet l'état entier d'un dossier : la personne convoquée devient indisponible ici, ou cesse de l'être.

    Un message déjà reçu, ou dépassé par un plus récent (`sequence`), ne change rien : `prise` est faux.
    """
    perimetre = request.auth
    brute = json.loads(request.body)["convocation"]
    recue = ConvocationRecue(
        dossier=message.dossier,
        sequence=message.sequence,
        personne=_nommee(message.personne),
        condense=condense_de(brute),
        contenu=message.convocation.model_dump(mode="json") if message.convocation else None,
    )
    with pghistory.context(auteur=perimetre.auteur):
        reception = recevoir_convocation_externe(perimetre, recue=recue)
    return Status(200, Accuse.model_validate({"prise": reception.prise, "personne": reception.personne}))


@api.post("condenses", response={200: Ecarts, **REFUS}, operation_id="comparer_condenses", url_name="condenses")
def comparer_les_dossiers(request: Appel, lot: Condenses) -> Status[Ecarts]:
    """Compare les dossiers en vigueur de l'académie qui demande avec ceux qui sont détenus ici. Ne change rien."""
    ecarts = comparer_condenses(
        request.auth,
        condenses=[Condense(dit.dossier, dit.sequence, dit.condense) for dit in lot.condenses],
        apres=lot.apres,
        jusqu_a=lot.jusqu_a,
    )
    return Status(200, Ecarts(ecarts=[EcartTrouve.model_validate(asdict(ecart)) for ecart in ecarts]))


@api.post(
    "personnes/recherche",
    response={200: FicheTrouvee, 404: MotifDeRefus, 429: MotifDeRefus, **REFUS},
    operation_id="rechercher_personne",
    url_name="recherche",
)
def chercher_une_personne(request: Appel, demande: Recherche) -> Status[FicheTrouvee] | Status[MotifDeRefus]:
    """Trouve une personne d'ici, et une seule : par l'empreinte de son NUMEN, ou ses nom, prénom et date de naissance.

    404 : « personne », ou « plusieurs ». 429 : plus de trente recherches en une minute.
    """
    perimetre = request.auth
    if not _permise(perimetre):
        journal.warning("recherche refusée à l'%s : plus de %d en une minute", perimetre.auteur, RECHERCHES_PAR_MINUTE)
        return Status(429, MotifDeRefus(motif="Trop de recherches en une minute."))
    nommee = PersonneNommee(
        empreinte=demande.empreinte or "",
        nom=demande.nom,
        prenom=demande.prenom,
        date_naissance=demande.date_naissance,
    )
    try:
        with pghistory.context(auteur=perimetre.auteur):
            fiche = rechercher_personne(perimetre, nommee=nommee)
    except PersonneIntrouvable as refus:
        journal.info("recherche par l'%s : %s", perimetre.auteur, refus)
        return Status(404, MotifDeRefus(motif=str(refus)))
    journal.info("recherche par l'%s : trouvée, %s", perimetre.auteur, fiche.reference)
    return Status(200, FicheTrouvee.model_validate(asdict(fiche)))


def contrat_openapi() -> dict[str, Any]:
    """The contract, OpenAPI 3.1."""
    schema: dict[str, Any] = api.get_openapi_schema(path_prefix=f"/{PREFIXE}")
    return schema


def openapi(request: HttpRequest) -> HttpResponse:
    """The contract, for who writes a partner."""
    return JsonResponse(contrat_openapi(), json_dumps_params={"ensure_ascii": False, "indent": 2})


def routes_de_l_api() -> list[URLPattern]:
    """Its URLs, each made as all others are, and the contract's."""
    routes = [machine(PREFIXE + "openapi.json", openapi, "openapi", raison="contrat public", methodes=("GET",))]
    for adresse in api.urls[0]:
        if not isinstance(adresse, URLPattern) or adresse.name not in METHODES:  # ninja's own, which answers nothing
            continue
        vue, nom = cast(Vue, adresse.callback), adresse.name
        routes.append(machine(f"{PREFIXE}{adresse.pattern}", vue, nom, raison=JETON, methodes=METHODES[nom]))
    return routes


def _permise(perimetre: Perimetre) -> bool:
    """Count one search of that partner in this minute."""
    cle = f"federation.recherche.{_code(perimetre)}.{maintenant():%H:%M}"
    cache.add(cle, 0, 120)
    return int(cache.incr(cle)) <= RECHERCHES_PAR_MINUTE


def _code(perimetre: Perimetre) -> str:
    return perimetre.portee.academie if isinstance(perimetre.portee, PorteePartenaire) else ""


def _nom() -> str:
    """How this instance names itself: « SIEC », « TOULOUSE »."""
    return str(settings.IMAGIN_INTITULE or communs(Academie).get(code=settings.IMAGIN_ACADEMIE).nom).upper()


def _nommee(designee: PersonneDesignee) -> PersonneNommee | None:
    """Whom a message names; None when it names nobody."""
    if not (designee.reference or designee.empreinte or designee.nom):
        return None
    return PersonneNommee(
        reference=designee.reference,
        empreinte=designee.empreinte or "",
        nom=designee.nom,
        prenom=designee.prenom,
        date_naissance=designee.date_naissance,
    )


def _refus(request: HttpRequest, code: int, motif: str) -> HttpResponse:
    return api.create_response(request, MotifDeRefus(motif=motif), status=code)


@api.exception_handler(ValidationError)
def _invalide(request: HttpRequest, erreur: ValidationError) -> HttpResponse:
    """Which fields, never what they hold."""
    champs = sorted({".".join(map(str, e["loc"][2:])) + f" ({e['type']})" for e in erreur.errors})
    return _refus(request, 422, "Le message ne suit pas le contrat : " + " ; ".join(champs[:10]))


@api.exception_handler(HttpError)
def _erreur_http(request: HttpRequest, erreur: HttpError) -> HttpResponse:
    return _refus(request, erreur.status_code, PHRASES.get(erreur.status_code, str(erreur)))


@api.exception_handler(RequestDataTooBig)
def _trop_gros(request: HttpRequest, erreur: RequestDataTooBig) -> HttpResponse:
    return _refus(request, 413, "Le message est trop gros : envoyez-le en plusieurs lots.")


@api.exception_handler(FederationRefusee)
def _refusee(request: HttpRequest, erreur: FederationRefusee) -> HttpResponse:
    return _refus(request, 422, str(erreur))


@api.exception_handler(AccesRefuse)
def _interdit(request: HttpRequest, erreur: AccesRefuse) -> HttpResponse:
    return _refus(request, 403, str(erreur))
