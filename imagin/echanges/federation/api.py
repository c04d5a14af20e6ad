"""The API that other académies call, version 1: docs/contrats/federation/ is generated from here.

Who calls is a partner, by its service token; what it reads, changes and withdraws is what itself told: every verb
begins with its perimeter.
"""

import json
from dataclasses import asdict
from typing import Any, ClassVar, cast

import pghistory
from django.conf import settings
from django.core.exceptions import RequestDataTooBig
from django.http import HttpRequest, HttpResponse, JsonResponse, RawPostDataException
from django.urls import URLPattern
from ninja import NinjaAPI, Status
from ninja.errors import HttpError, ValidationError
from ninja.security.base import AuthBase

from imagin.domaine.federation.actions import (
    cle_numen,
    comparer_condenses,
    consigner_recherche,
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
    TropDeRecherches,
)
from imagin.domaine.perimetre.rules import AccesRefuse, Perimetre
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
from imagin.echanges.federation.serveur import SERVICE
from imagin.socle.acces.routes import Vue, machine
from imagin.socle.temps import maintenant

VERSIONS = [1]
PREFIXE = "federation/v1/"
JETON = "jeton de service de l'académie partenaire (OAuth 2 client_credentials, private_key_jwt)"
METHODES = {"etat": ("GET",), "convocations": ("POST",), "condenses": ("POST",), "recherche": ("POST",)}
RECHERCHES_PAR_MINUTE = 30  # a partner's: somebody who types, not who goes through a list of names
PHRASES = {
    400: "Le message est illisible : on attend du JSON.",
    401: "Jeton absent, expiré, ou qui n'est pas celui d'une académie partenaire.",
}
REFUS = dict.fromkeys((400, 401, 403, 413, 422), MotifDeRefus)


class Appel(HttpRequest):
    """A request whose token was checked."""

    auth: Perimetre


class JetonDeService(AuthBase):
    """OAuth 2 client credentials; what a token gives is the perimeter of its partner."""

    openapi_type = "oauth2"
    openapi_description = "POST /federation/jeton, client_credentials, private_key_jwt (RFC 7523)."
    openapi_flows: ClassVar = {
        "clientCredentials": {"tokenUrl": "/federation/jeton", "scopes": {SERVICE: "les échanges entre académies"}}
    }

    def __call__(self, request: HttpRequest) -> Perimetre | None:
        """The perimeter of who calls; None: 401."""
        genre, _, jeton = request.headers.get("Authorization", "").partition(" ")
        return perimetre_du_porteur(jeton) if genre.lower() == "bearer" else None


api = NinjaAPI(
    title="IMAG'IN entre académies",
    version="1.0.0",
    description="Ce que les instances d'IMAG'IN se disent des convocations d'une académie à l'autre.",
    docs_url=None,
    openapi_url=None,
    auth=JetonDeService(),
    urls_namespace="federation_v1",
)


@api.get(
    "etat",
    response={200: EtatDInstance, **REFUS},
    summary="Dire qui l'on est",
    operation_id="lire_etat",
    url_name="etat",
)
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
    summary="Transmettre une convocation",
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


@api.post(
    "condenses",
    response={200: Ecarts, **REFUS},
    summary="Comparer ce que les deux académies détiennent",
    operation_id="comparer_condenses",
    url_name="condenses",
)
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
    summary="Chercher une personne",
    operation_id="rechercher_personne",
    url_name="recherche",
)
def chercher_une_personne(request: Appel, demande: Recherche) -> Status[FicheTrouvee]:
    """Trouve une personne d'ici, et une seule : par l'empreinte de son NUMEN, ou ses nom, prénom et date de naissance.

    404 : « personne », ou « plusieurs ». 429 : plus de trente recherches en une minute.
    """
    perimetre = request.auth
    consigner_recherche(perimetre, au_plus=RECHERCHES_PAR_MINUTE)
    nommee = PersonneNommee(
        empreinte=demande.empreinte or "",
        nom=demande.nom,
        prenom=demande.prenom,
        date_naissance=demande.date_naissance,
    )
    with pghistory.context(auteur=perimetre.auteur):
        fiche = rechercher_personne(perimetre, nommee=nommee)
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


@api.exception_handler(RawPostDataException)
def _deja_lu(request: HttpRequest, erreur: RawPostDataException) -> HttpResponse:
    """A form, that was read as one before it came here."""
    return _refus(request, 400, PHRASES[400])


@api.exception_handler(RequestDataTooBig)
def _trop_gros(request: HttpRequest, erreur: RequestDataTooBig) -> HttpResponse:
    return _refus(request, 413, "Le message est trop gros : envoyez-le en plusieurs lots.")


@api.exception_handler(FederationRefusee)
def _refusee(request: HttpRequest, erreur: FederationRefusee) -> HttpResponse:
    return _refus(request, 422, str(erreur))


@api.exception_handler(PersonneIntrouvable)
def _introuvable(request: HttpRequest, erreur: PersonneIntrouvable) -> HttpResponse:
    return _refus(request, 404, str(erreur))


@api.exception_handler(TropDeRecherches)
def _trop_de_recherches(request: HttpRequest, erreur: TropDeRecherches) -> HttpResponse:
    return _refus(request, 429, str(erreur))


@api.exception_handler(AccesRefuse)
def _interdit(request: HttpRequest, erreur: AccesRefuse) -> HttpResponse:
    return _refus(request, 403, str(erreur))
