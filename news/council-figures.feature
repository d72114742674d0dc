The figures for the council are one page for the municipality and one for each administration: sums, a year month by month, answers in time and gaps in words; to print and as a spreadsheet (ODS).
