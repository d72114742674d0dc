Where the backend does not answer within ten seconds (`settings.socialhub.patience`), or is not there, Volto answers 503 with a sentence in the visitor’s language.
