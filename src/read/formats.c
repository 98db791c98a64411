/* formats.c - which format a text is in: as the caller says, else by the
 * ending of its name, else by how it begins. */
#include "read/feed.h"
#include "read/text.h"
#include <strings.h>

static const struct {
    const char *ending, *format;
} endings[] = {{".txt", "txt"},     {".text", "txt"},  {".md", "md"},
               {".markdown", "md"}, {".html", "html"}, {".htm", "html"},
               {".xhtml", "html"},  {".pdf", "pdf"},   {".docx", "docx"}};

static bool starts_nocase(ent_str s, const char *z) {
    size_t n = strlen(z);
    return s.n >= n && strncasecmp(s.s, z, n) == 0;
}

static const char *by_name(ent_str path) {
    ent_str base = ent_i_path_base(path);
    size_t stem = ent_i_path_stem(path).n;
    ent_str ending = {base.s + stem, base.n - stem};
    for (size_t k = 0; k < sizeof endings / sizeof *endings; k++)
        if (ending.n == strlen(endings[k].ending) &&
            starts_nocase(ending, endings[k].ending))
            return endings[k].format;
    return NULL;
}

bool ent_i_is_text_name(ent_str path) {
    return by_name(path) || ent_i_container(NULL, path) ||
           ent_i_path_stem(path).n == ent_i_path_base(path).n;
}

static const char *by_content(ent_str text) {
    static const char *const pages[] = {"<!doctype html", "<html", "<?xml",
                                        "<head", "<body"};
    ent_str s = ent_i_trim(text);
    for (size_t k = 0; k < sizeof pages / sizeof *pages; k++)
        if (starts_nocase(s, pages[k]))
            return "html";
    return ent_i_starts(s, "---\n") || ent_i_starts(s, "# ") ? "md" : "txt";
}

ent_err ent_i_format(ent_ctx *ctx, const ent_read_options *opt, ent_doc *doc) {
    const char *format = by_name(doc->path);
    if (doc->format.n) /* its bytes said so */
        return ENT_OK;
    if (opt && opt->format.n) {
        format = NULL;
        for (size_t k = 0; k < sizeof endings / sizeof *endings; k++)
            if (ent_i_eqz(opt->format, endings[k].format))
                format = endings[k].format;
        if (!format)
            return ENT_FAIL_AT(ctx, ENT_UNSUPPORTED,
                               (ent_place){doc->path, 0, 0},
                               "there is no format '%.*s'; txt, md, html, pdf "
                               "and docx are read",
                               ENT_P(opt->format));
    }
    doc->format = ent_i_str(format ? format : by_content(doc->text));
    return ENT_OK;
}
