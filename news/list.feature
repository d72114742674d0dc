The official list, by administration, service, kind, language and state, with search; and on every channel who is behind it, how to reach them and which rules apply.
