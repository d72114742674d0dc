In Volto the entries by kind, what an entry said before and the form by which a party proposes a change are pages of Volto's own: no link leads a visitor to Classic UI.
