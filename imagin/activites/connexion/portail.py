"""What a session keeps of a sign-in through the portal."""

# Name, at the portal, of the person who signed in: the session ends as soon as the portal presents somebody else.
SUJET = "sujet_du_portail"
