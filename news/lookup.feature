An editor adds a channel by pasting its public address; service, kind, title and feed are found and the first entries shown before saving.
