/* test_export.c - tables for spreadsheets and a copy of the database. */
#include "store.h"
#include <unistd.h>

static void tables_hold_every_row_once(void **state) {
    (void)state;
    static const struct {
        const char *name, *text;
    } want[] = {
        {"paragraph",
         "document,number,kind,start,end,page\r\n"
         "a,1,body,0,53,\r\na,2,body,54,73,\r\na,3,body,74,93,\r\n"},
        {"date", "document,para,sent,start,end,quote,value,kind,basis\r\n"
                 "a,1,1,16,20,2019,2019,date,explicit\r\n"},
        {"citation", "document,para,sent,start,end,quote,source,date,kind\r\n"
                     "a,1,2,47,53,(Tass),Tass,,press\r\n"},
        {"mention", "document,para,sent,start,end,quote,code,entity,type,"
                    "is_actor,rule,chain\r\n"
                    "a,1,1,0,3,Kim,PRKLEADER,kim_jong_un,NAM,1,leaders.tsv:31,"
                    "1\r\na,2,1,54,57,Kim,PRKLEADER,kim_jong_un,NAM,1,"
                    "leaders.tsv:31,1\r\na,3,1,89,92,Kim,PRKLEADER,"
                    "kim_jong_un,NAM,1,leaders.tsv:31,1\r\n"},
        {"statement",
         "document,para,sent,start,end,quote,speaker,speaker_start,"
         "speaker_end,addressee,medium,mode,content_start,content_end,content,"
         "issue,stance,negated,hedged,date,rule,confidence,coder_kind,coder"
         "\r\na,1,2,26,30,said,PRKLEADER,26,30,,Tass,indirect,31,53,"
         "\"\"\"no\"\" \xe2\x80\x94 twice. (Tass)\",D1,-1,0,1,2019-05,"
         "cues.tsv:3,0.5,rule,entente " ENT_VERSION
         "\r\na,3,1,84,88,said,PRKLEADER,84,88,,Tass,indirect,89,93,Kim.,D1,"
         "-1,0,1,2019-05,cues.tsv:3,0.5,rule,entente " ENT_VERSION "\r\n"},
        {"event",
         "document,para,sent,start,end,quote,source,target,source_start,"
         "source_end,target_start,target_end,category,cameo,factuality,"
         "reporter,negated,hedged,reciprocal,core,background,date,basis,rule,"
         "confidence,coder_kind,coder\r\na,1,1,4,7,met,PRKLEADER,USAGOV|USA,"
         ",,4,7,CONSULT,040,factual,KOR,0,0,1,1,0,,,verbs.tsv:7,0.75,rule,"
         "entente " ENT_VERSION "\r\n"}};
    dossier d;
    dossier_open(&d);
    OK(&d, put_text(&d, "a", RICH));
    ent_str dir = rest_of(&d, "tables");
    OK(&d, ent_store_export_csv(&d.ctx, d.s, dir));
    for (size_t i = 0; i < sizeof want / sizeof *want; i++) {
        ent_str got, file = ent_i_printf(d.ctx.keep, "%.*s/%s.csv", ENT_P(dir),
                                         want[i].name);
        OK(&d, ent_i_file_read(&d.ctx, d.ctx.keep, file, 1 << 20, &got));
        assert_same(got, ent_i_str(want[i].text));
    }
    assert_int_equal(ent_store_export_csv(&d.ctx, d.s, dir), ENT_NAME);
    dossier_close(&d);
}

static void a_copy_opens_as_a_store(void **state) {
    (void)state;
    dossier d, e;
    dossier_open(&d);
    dossier_open(&e);
    OK(&d, put_text(&d, "a", RICH));
    ent_store_close(e.s);
    e.s = NULL;
    assert_int_equal(unlink(rest_of(&e, "store.db").s), 0);
    ent_str to = rest_of(&e, "store.db");
    OK(&d, ent_store_copy(&d.ctx, d.s, to));
    assert_int_equal(ent_store_copy(&d.ctx, d.s, to), ENT_NAME);
    OK(&e, ent_store_open(&e.ctx, ent_i_str(e.dir), 0, &e.s));
    assert_int_equal(count(&e, "SELECT count(*) FROM sentence"), 4);
    assert_int_equal(ent_store_copy(&d.ctx, d.s, ENT_STR("/nonexistent/x.db")),
                     ENT_IO);
    dossier_close(&d);
    dossier_close(&e);
}

static void a_missing_source_stops_the_export(void **state) {
    (void)state;
    dossier d;
    ent_buf b = {0};
    ent_str *file;
    size_t n;
    dossier_open(&d);
    OK(&d, put_text(&d, "a", "One."));
    OK(&d,
       ent_i_file_list(&d.ctx, d.ctx.keep, rest_of(&d, "sources"), &file, &n));
    assert_int_equal(unlink(file[0].s), 0);
    assert_int_equal(ent_store_export(&d.ctx, d.s, ent_i_buf_sink(&b)),
                     ENT_MISSING);
    assert_non_null(strstr(d.ctx.fail.file, "sources/"));
    ent_i_buf_free(&b);
    dossier_close(&d);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(tables_hold_every_row_once),
        cmocka_unit_test(a_copy_opens_as_a_store),
        cmocka_unit_test(a_missing_source_stops_the_export),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
