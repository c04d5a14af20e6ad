from imagin.socle.ui.volet import est_volet, gabarit_cadre, rediriger


def test_rediriger_une_page(rf):
    reponse = rediriger(rf.post("/"), "/missions/")
    assert (reponse.status_code, reponse["Location"]) == (302, "/missions/")


def test_rediriger_depuis_un_volet(rf):
    requete = rf.post("/", headers={"X-Volet": "1"})
    reponse = rediriger(requete, "/missions/")
    assert (reponse.status_code, reponse["X-Redirection"]) == (204, "/missions/")
    assert est_volet(requete)
    assert gabarit_cadre(requete) == {"gabarit_cadre": "ui/cadre_volet.html"}
