/* dictionary.c - rows of a tab-separated dictionary. */
#include "read/dictionary.h"

ent_err ent_i_dict_fail(ent_ctx *ctx, const ent_dict *d, const char *why,
                        ent_str what) {
    bool inside = what.s >= d->row.s && what.s <= d->row.s + d->row.n;
    uint32_t column = inside && what.s ? (uint32_t)(what.s - d->row.s) + 1 : 0;
    return ENT_FAIL_AT(ctx, ENT_SYNTAX, ((ent_place){d->path, d->line, column}),
                       "%s: \"%.*s\"; docs/formats/dictionaries.md tells what "
                       "each column holds",
                       why, what.n > 80 ? 80 : (int)what.n,
                       what.s ? what.s : "");
}

static size_t split(ent_str line, ent_str *cell) {
    size_t n = 0;
    const char *end = line.s + line.n;
    while (n < ENT_DICT_COLUMNS) {
        const char *tab = memchr(line.s, '\t', (size_t)(end - line.s));
        cell[n++] = (ent_str){line.s, (size_t)((tab ? tab : end) - line.s)};
        if (!tab)
            return n;
        line.s = tab + 1;
    }
    return ENT_DICT_COLUMNS + 1;
}

static void next_line(ent_dict *d) {
    d->row = ent_i_cut(&d->rest, '\n');
    if (d->row.n && d->row.s[d->row.n - 1] == '\r')
        d->row.n--;
    d->line++;
}

ent_err ent_i_dict_open(ent_ctx *ctx, ent_str path, ent_str bytes,
                        ent_dict *out) {
    ent_place at = {path, 0, 0};
    *out =
        (ent_dict){.path = path, .file = ent_i_path_base(path), .rest = bytes};
    if (ent_i_utf8_bad(bytes) < bytes.n ||
        memchr(bytes.s ? bytes.s : "", 0, bytes.n))
        return ENT_FAIL_AT(ctx, ENT_ENCODING, at,
                           "a dictionary is text in UTF-8, and this is not; "
                           "save it as UTF-8");
    if (ent_i_starts(bytes, "\xEF\xBB\xBF"))
        out->rest = (ent_str){bytes.s + 3, bytes.n - 3};
    while (out->rest.n) {
        next_line(out);
        if (!out->row.n || out->row.s[0] == '#')
            continue;
        out->n = split(out->row, out->column);
        return out->n <= ENT_DICT_COLUMNS
                   ? ENT_OK
                   : ent_i_dict_fail(ctx, out, "too many columns", out->row);
    }
    return ENT_FAIL_AT(ctx, ENT_SYNTAX, at,
                       "no line that names the columns; "
                       "docs/formats/dictionaries.md shows them");
}

ent_err ent_i_dict_next(ent_ctx *ctx, ent_dict *d, bool *more) {
    do {
        *more = d->rest.n > 0;
        if (!*more)
            return ENT_OK;
        next_line(d);
    } while (!d->row.n);
    if (split(d->row, d->cell) != d->n)
        return ent_i_dict_fail(ctx, d, "not as many columns as the header has",
                               d->row);
    return ENT_OK;
}

bool ent_i_dict_has(const ent_dict *d, const char *column) {
    for (size_t i = 0; i < d->n; i++)
        if (ent_i_eqz(d->column[i], column))
            return true;
    return false;
}

ent_str ent_i_dict_cell(const ent_dict *d, const char *column) {
    for (size_t i = 0; i < d->n; i++)
        if (ent_i_eqz(d->column[i], column))
            return d->cell[i];
    return (ent_str){0};
}
