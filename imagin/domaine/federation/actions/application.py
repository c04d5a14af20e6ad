"""What a summons by another académie makes here: the indisponibilités of who it names, once they are known."""

from imagin.domaine.disponibilites.actions import remplacer_convocation_ailleurs
from imagin.domaine.federation.models import ConvocationExterne, PersonneExterne
from imagin.domaine.federation.racines import convocations_externes_visibles
from imagin.domaine.federation.rules import dossier_chez_nous, motif_de, plages_de, resume_de
from imagin.domaine.perimetre.rules import Perimetre


def appliquer_convocation_externe(perimetre: Perimetre, convocation: ConvocationExterne) -> None:
    """Make its indisponibilités what it says now, of who its person is here now; none while nobody knows who it is."""
    partenaire, contenu = convocation.partenaire, convocation.contenu
    remplacer_convocation_ailleurs(
        perimetre,
        dossier=dossier_chez_nous(partenaire.code, convocation.dossier),
        intervenant=convocation.personne.intervenant_id,
        motif=motif_de(partenaire.nom),
        periodes=plages_de(contenu) if contenu else (),
        ailleurs=resume_de(contenu, academie=partenaire.nom) if contenu else None,
    )


def appliquer_celles_de(perimetre: Perimetre, personne: PersonneExterne) -> None:
    """The same for all those of somebody, whose row is locked: who they are here has just changed."""
    siennes = convocations_externes_visibles(perimetre).filter(personne=personne, retiree=False)
    for convocation in siennes.select_related("partenaire", "personne").select_for_update(of=("self",)).order_by("pk"):
        appliquer_convocation_externe(perimetre, convocation)
