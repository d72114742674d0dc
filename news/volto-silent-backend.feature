Volto's server answers 503 with a sentence in the visitor's language where the backend does not answer within a set time (ten seconds), or is not there.
