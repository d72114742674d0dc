Visitors are told how to ask for a public record.
