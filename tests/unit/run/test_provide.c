/* SPDX-License-Identifier: MIT */
/*
 * test_provide.c - provisions: their grammar, what they do; assumptions and calls.
 */
#include "predicted.h"
#include "run/provide.h"

TestSuite(run_provide, .init = predicted_start, .fini = predicted_end);

static void expect_line(const char *provision, const char *line)
{
	struct evl_buffer out;
	const char *error = NULL;
	evl_buffer_init(&out);
	bool ok = evl_provide_line(provision, strlen(provision), &out, &error);
	cr_expect_eq(ok, line != NULL, "%s: %s", provision, error);
	if (ok)
		cr_expect_str_eq(out.bytes, line, "%s gives %s", provision, out.bytes);
	evl_buffer_release(&out);
}

Test(run_provide, provisions_become_lines_of_javascript)
{
	expect_line("f resolves 42 after 5ms", "globalThis[\"evloop:provide\"](\"f\",2,5000,function(){return (42\n)});\n");
	expect_line("a.b(x, y) returns x + y", "globalThis[\"evloop:provide\"](\"a.b\",1,0,function(x, y){return (x + y\n)});\n");
	expect_line("f(id) = { id }", "globalThis[\"evloop:provide\"](\"f\",1,0,function(id){return ({ id }\n)});\n");
	expect_line(" LIMIT = 3 ", "globalThis[\"evloop:provide\"](\"LIMIT\",0,0,function(){return (3\n)});\n");
	expect_line("f calls-back 'comes after lunch' after 1.5s",
		    "globalThis[\"evloop:provide\"](\"f\",4,1500000,function(){return ('comes after lunch'\n)});\n");
	expect_line("f resolves 'look after me'", "globalThis[\"evloop:provide\"](\"f\",2,0,function(){return ('look after me'\n)});\n");
	expect_line("'/api?a=\"b\"' answers {a: 1} after 5ms",
		    "globalThis[\"evloop:provide\"](\"/api?a=\\\"b\\\"\",6,5000,function(){return ({a: 1}\n)},JSON.stringify);\n");
	expect_line("\"/down\" fails", "globalThis[\"evloop:provide\"](\"/down\",7,0,function(){return (''\n)},JSON.stringify);\n");
	expect_line("f rejects 1 after 20us", "globalThis[\"evloop:provide\"](\"f\",3,20,function(){return (1\n)});\n");
}

Test(run_provide, what_is_no_provision_is_told)
{
	expect_line("", NULL);
	expect_line("f", NULL);
	expect_line("f becomes 3", NULL);
	expect_line("f resolves", NULL);
	expect_line("f(a resolves 3", NULL);
	expect_line("9f = 3", NULL);
	expect_line("f resolvesx 3", NULL);
	expect_line("'/a' resolves 3", NULL);
	expect_line("'/a answers 3", NULL);
	expect_line("'/a' fails 3", NULL);
	expect_line("f answers 3", NULL);
}

Test(run_provide, what_is_provided_completes_in_the_order_of_times)
{
	const char *const provide[] = { "late resolves 'late' after 9ms", "soon calls-back 'soon' after 2ms" };
	struct evl_run_options options = { .name = "a.js", .host = "node", .provide = provide, .provide_count = 2 };
	predict(&options, "late().then((v) => console.log(v)); soon((v) => console.log(v)); console.log(0)", EVL_STATUS_OK, "0|soon|late");
	predict(&options, "// evloop: provide X = [1]\nconsole.log(X.length, Object.keys(globalThis).filter((k) => k.includes(':')).length)", EVL_STATUS_OK, "1 0");
}

Test(run_provide, a_wrong_directive_is_an_error_of_the_source)
{
	struct evl_run_options options = { .name = "a.js", .host = "node" };
	cr_expect_eq(evl_run_predict(&predicted_run, "\n// evloop: provide x\n", 22, &options), EVL_STATUS_SYNTAX);
	cr_assert_not_null(predicted_run.diags.first);
	cr_expect_eq(predicted_run.diags.first->span.start, 1u);
}

Test(run_provide, names_of_nobody_are_run_again_as_if_provided)
{
	struct evl_run_options options = { .name = "a.js", .host = "node", .beside = true };
	struct evl_buffer shown;
	evl_buffer_init(&shown);
	static const char text[] = "f().then((x) => console.log(x), () => console.log('no')).catch(() => {})";
	cr_expect_eq(evl_run_predict(&predicted_run, text, sizeof text - 1, &options), EVL_STATUS_OK);
	cr_assert_not_null(predicted_run.results[EVL_RUN_ASSUMED].profile);
	predicted_lines(&predicted_run.results[EVL_RUN_ASSUMED].trace, &shown);
	cr_expect_str_eq(shown.bytes, "\xE2\x80\xB9x\xE2\x80\xBA");
	evl_buffer_release(&shown);
	predict(&options, "console.log(1)", EVL_STATUS_OK, "1");
	cr_expect_null(predicted_run.results[EVL_RUN_ASSUMED].profile);
}

Test(run_provide, a_call_after_the_source)
{
	struct evl_run_options options = { .name = "a.js", .host = "node", .call = "add(1, 2)" };
	predict(&options, "function add(a, b) { return a + b }", EVL_STATUS_OK, "add(1, 2) gives at 0 ms: 3");
	options.call = "wait()";
	predict(&options, "const wait = () => new Promise((r) => setTimeout(r, 20, 'x'))", EVL_STATUS_OK, "wait() fulfils at 20 ms: 'x'");
}
