A visitor who opens the record is told how to ask for a public record, in both frontends, instead of being asked to log in.
