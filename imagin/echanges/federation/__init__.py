"""The other académies: what we serve them (`api`, `fournisseur`), what we ask (`client`), what we tell (`depot`)."""
