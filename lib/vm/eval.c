/* SPDX-License-Identifier: MIT */
/*
 * eval.c - code from text. See eval.h.
 *
 * The text becomes a source of the trace, is parsed and compiled into the
 * machine's own memory, and runs like any template. A direct eval's template runs over the
 * environment of its call, with names resolved in the scope that the compiler
 * left there; so only functions that contain one keep their names.
 */
#include "vm/eval.h"

#include <string.h>

#include "base/buffer.h"
#include "base/utf.h"
#include "compile/compile.h"
#include "compile/scope.h"
#include "syntax/parse.h"
#include "value/property.h"
#include "vm/step.h"
#include "vm/stack.h"

enum {
	STEPS_PER_EVAL = 500, /* what reading and compiling a text counts for, and for each of its bytes */
	STEPS_PER_BYTE = 8,
	ARENA_LEFT = 8 << 20, /* of the machine's code memory: less is too little to begin */
};

/* What is to be compiled. */
struct request {
	const char *text;
	size_t length;
	struct evl_scope *site;  /* NULL: none */
	bool direct;
	uint32_t parameters_end; /* of a function's text: where its parenthesis must close; 0: no function */
	uint32_t head_lines;     /* of an event handler's text: lines around its body; 0: no handler */
	uint32_t lines_before, columns_before; /* where it begins in its file */
};

/* ---- where the code comes from, in V8's words ("eval at f (file:1:2)") ---- */

static const struct evl_source *source_of(const struct evl_realm *realm, evl_span span)
{
	const struct evl_trace *trace = realm->trace;
	return trace != NULL && span.start != UINT32_MAX && span.source < trace->source_count ? &trace->sources[span.source] : NULL;
}

static char *origin_of(struct evl_realm *realm)
{
	const struct evl_frame *frame = realm->vm->frame;
	if (frame == NULL)
		return NULL;
	struct evl_buffer text;
	evl_buffer_init(&text);
	evl_span place = evl_stack_place(realm);
	const struct evl_source *source = source_of(realm, place);
	const struct evl_template *t = frame->code->template_;
	bool named = t->name != EVL_NAME_NONE && t->name != EVL_NAME_empty && (t->flags & EVL_TEMPLATE_SCRIPT) == 0;
	evl_buffer_printf(&text, "eval at %s (", named ? evl_names_utf8(realm->names, t->name, &realm->scratch) : "<anonymous>");
	if (source == NULL) {
		evl_buffer_append_text(&text, "<anonymous>");
	} else if (source->origin != NULL) {
		evl_buffer_append_text(&text, source->origin);
	} else {
		evl_place p = evl_source_place_utf16(source, place.start);
		evl_buffer_printf(&text, "%s:%u:%u", evl_source_host_name(source), p.line, p.column);
	}
	evl_buffer_append_text(&text, ")");
	char *copy = text.failed ? NULL : evl_arena_copy(&realm->scratch, text.bytes, text.length + 1);
	evl_buffer_release(&text);
	return copy;
}

/* ---- compiling ---- */

static bool fail(struct evl_realm *realm, enum evl_status status, const struct evl_diags *diags)
{
	const char *message = diags->first != NULL ? diags->first->message : "code from text";
	if (status == EVL_STATUS_SYNTAX) {
		(void)evl_throw_text(realm, EVL_ERROR_SYNTAX, message);
		if (diags->first != NULL && evl_is_class(realm->exception, EVL_CLASS_ERROR))
			((struct evl_error *)evl_pointer(realm->exception))->in_code = diags->first->span;
		return false;
	}
	static const char prefix[] = "not covered: ";
	if (strncmp(message, prefix, sizeof prefix - 1) == 0)
		message += sizeof prefix - 1;
	return evl_halt(realm, status, "%s", message);
}

static bool too_much(struct evl_realm *realm)
{
	return evl_halt(realm, EVL_STATUS_MEMORY_LIMIT, "the code made from text grew past the limit");
}

/* The text of a function is one function expression in parentheses, and nothing else. */
static struct evl_node *only_function(const struct evl_node *program)
{
	const struct evl_node_list *body = &program->as.program.body;
	if (body->count != 1 || body->items[0]->kind != EVL_NODE_EXPRESSION_STATEMENT)
		return NULL;
	struct evl_node *inner = body->items[0]->as.unary.operand;
	if (inner->kind != EVL_NODE_PARENTHESIZED || inner->as.unary.operand->kind != EVL_NODE_FUNCTION_EXPRESSION)
		return NULL;
	return inner->as.unary.operand;
}

/* The function in the text that handler_text made: (function(){with(arguments[0])return{NAME:function NAME(...) {...}}.NAME}). */
static struct evl_node *handler_in(const struct evl_node *program)
{
	struct evl_node *at = only_function(program)->as.function.body->as.block.body.items[0];
	while (at->kind == EVL_NODE_WITH)
		at = at->as.loop.body;
	return at->as.unary.operand->as.member.object->as.list.items.items[0]->as.property.value;
}

/* Does some name of the page's scope that is not kept for evals get used by them? Undoes the marks of the analysis. */
struct page_marks {
	struct evl_scope *scope;
	bool *captured;
};

static void remember_page(struct evl_realm *realm, struct evl_scope *scope, struct page_marks *marks)
{
	marks->scope = scope != NULL && !scope->holds_eval ? scope : NULL;
	if (marks->scope == NULL)
		return;
	marks->captured = evl_realm_scratch(realm, scope->count + (size_t)1);
	uint32_t i = 0;
	for (const struct evl_variable *v = scope->first; v != NULL; v = v->next)
		marks->captured[i++] = v->captured;
}

static bool used_page_name(const struct page_marks *marks)
{
	bool used = false;
	uint32_t i = 0;
	if (marks->scope == NULL)
		return false;
	for (struct evl_variable *v = marks->scope->first; v != NULL; v = v->next, i++) {
		used |= v->captured != marks->captured[i];
		v->captured = marks->captured[i];
	}
	return used;
}

static bool compile(struct evl_realm *realm, const struct request *request, const struct evl_template **out)
{
	struct evl_vm *vm = realm->vm;
	vm->steps_left -= STEPS_PER_EVAL + (int64_t)request->length * STEPS_PER_BYTE;
	if (vm->steps_left <= 0 && !evl_step_limits(realm))
		return false;
	if (evl_arena_room(&vm->code_arena) < ARENA_LEFT || realm->trace == NULL)
		return too_much(realm);
	uint32_t source_id = request->head_lines != 0 ?
				     evl_trace_add_part(realm->trace, request->text, request->length, request->head_lines, request->lines_before,
						request->columns_before) :
				     evl_trace_add_source(realm->trace, origin_of(realm), request->text, request->length);
	if (source_id == UINT32_MAX)
		return too_much(realm);
	const struct evl_source *source = &realm->trace->sources[source_id];
	struct evl_diags diags;
	evl_diags_init(&diags, &realm->scratch);
	struct evl_surroundings around = { 0 };
	if (request->direct)
		around = evl_eval_surroundings(request->site);
	around.parameters_end = request->parameters_end;
	around.recent = realm->v8 >= EVL_V8_13;
	around.from_text = true;
	struct evl_node *program;
	enum evl_status status = evl_parse_within(source, source_id, EVL_GOAL_SCRIPT, &around, realm->names, &vm->code_arena, &diags,
						  &program);
	if (status != EVL_STATUS_OK)
		return fail(realm, status, &diags);
	if (request->parameters_end != 0) {
		struct evl_node *function = only_function(program);
		if (function == NULL)
			return evl_throw_message(realm, EVL_MESSAGE_SINGLE_FUNCTION);
		function->as.function.name = NULL; /* `anonymous` is no name inside of it */
	}
	if (request->head_lines != 0)
		handler_in(program)->as.function.name = NULL; /* that of its property */
	struct evl_program *compiled;
	struct page_marks marks;
	remember_page(realm, request->direct ? NULL : request->site, &marks);
	status = evl_compile_eval(program, request->site, request->direct, source_id, vm->next_template_id, realm->names,
				  &vm->code_arena, &diags, &compiled);
	if (used_page_name(&marks))
		return evl_not_covered(realm, "code from text that uses let, const or class declarations of the page");
	if (status != EVL_STATUS_OK)
		return fail(realm, status, &diags);
	vm->next_template_id = compiled->template_count;
	*out = compiled->main;
	return true;
}

/* UTF-8 of `code`, with lone surrogates as they are (utf.h). */
static bool text_of(struct evl_realm *realm, struct evl_string *code, struct request *request)
{
	const uint16_t *units = evl_string_units(realm, code);
	if (units == NULL)
		return false;
	size_t length = evl_utf16_to_utf8_length(units, code->length);
	char *text = evl_realm_scratch(realm, length + 1);
	if (text == NULL)
		return false;
	request->length = evl_utf16_to_wtf8(units, code->length, text);
	text[request->length] = '\0';
	request->text = text;
	return true;
}

/* The template of an eval's text: compiled, or from the last evals of the same text at the same place. */
static bool template_of(struct evl_realm *realm, struct evl_string *code, struct evl_scope *site, bool direct,
			const struct evl_template **out)
{
	struct evl_vm *vm = realm->vm;
	struct request request = { .site = site, .direct = direct };
	if (!text_of(realm, code, &request))
		return false;
	const struct evl_insn *pc = vm->frame != NULL ? vm->frame->pc : NULL;
	struct evl_eval_cache *entry = &vm->evals[(((uintptr_t)pc / sizeof *pc) ^ request.length * 7u) % EVL_EVAL_CACHE];
	if (entry->template_ != NULL && entry->pc == pc && entry->direct == direct && entry->length == request.length &&
	    memcmp(entry->text, request.text, request.length) == 0) {
		*out = entry->template_;
		vm->steps_left -= (int64_t)(request.length / 16);
		return true;
	}
	if (!compile(realm, &request, out))
		return false;
	/* each evaluation of a tagged template is a site of its own */
	if (memchr(request.text, '`', request.length) == NULL)
		*entry = (struct evl_eval_cache){ pc, request.text, request.length, *out, direct };
	return true;
}

/* ---- running ---- */

/*
 * Run `code` as a script of its own in the global scope (sec-performeval, indirect), *result: its completion value.
 * False: an exception is pending (SyntaxError, or what the code threw), or the run halts.
 */
static bool eval_global(struct evl_realm *realm, struct evl_string *code, evl_value *result)
{
	const struct evl_template *t;
	struct evl_globals *globals = evl_globals_here(realm->vm);
	*result = EVL_UNDEFINED;
	return template_of(realm, code, globals->page_scope, false, &t) && evl_run_globally(realm, t, globals, globals->page_env, result);
}

bool evl_global_eval(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	*result = evl_arg(args, 0);
	return !evl_is_string(*result) || eval_global(realm, evl_as_string(*result), result);
}

static bool is_eval(evl_value callee)
{
	return evl_is_class(callee, EVL_CLASS_NATIVE_FUNCTION) &&
	       ((struct evl_native_function *)evl_as_object(callee))->fn == evl_global_eval;
}

enum evl_step evl_step_eval(struct evl_realm *realm, const evl_value *operands, uint32_t count, const evl_value *values,
			    struct evl_scope *site, struct evl_env *env, uint16_t reg, evl_value *out)
{
	if (!is_eval(operands[0]))
		return evl_step_call(realm, operands[0], operands[1], count, values, 0, reg, out);
	*out = count != 0 ? values[0] : EVL_UNDEFINED;
	if (!evl_is_string(*out))
		return EVL_STEP_DONE;
	const struct evl_template *t;
	if (!template_of(realm, evl_as_string(*out), site, true, &t))
		return EVL_STEP_THROW;
	struct evl_function *function = evl_function_new(realm, evl_code_instance_in(realm, t, realm->vm->frame->code->globals), env);
	return evl_frame_push(realm, function, EVL_UNDEFINED, EVL_UNDEFINED, 0, NULL, 0, reg) != NULL ? EVL_STEP_ENTER
												       : EVL_STEP_THROW;
}

/* ---- functions from text ---- */

static const struct {
	const char *head;
	enum evl_intrinsic prototype;
} kinds[] = {
	[EVL_DYNAMIC_FUNCTION] = { "(function anonymous(", EVL_INTRINSIC_FUNCTION_PROTOTYPE },
	[EVL_DYNAMIC_GENERATOR] = { "(function* anonymous(", EVL_INTRINSIC_GENERATOR_FUNCTION_PROTOTYPE },
	[EVL_DYNAMIC_ASYNC] = { "(async function anonymous(", EVL_INTRINSIC_ASYNC_FUNCTION_PROTOTYPE },
	[EVL_DYNAMIC_ASYNC_GENERATOR] = { "(async function* anonymous(", EVL_INTRINSIC_ASYNC_GENERATOR_FUNCTION_PROTOTYPE },
};

static struct evl_string *append(struct evl_realm *realm, struct evl_string *to, const char *text)
{
	return to != NULL ? evl_string_concat(realm, to, evl_string_from_ascii(realm, text)) : NULL;
}

/* The whole text, and where the parameters end in it, counted in units. */
static struct evl_string *function_text(struct evl_realm *realm, const struct evl_args *args, enum evl_dynamic_kind kind,
					struct evl_string **parameters)
{
	struct evl_string *text = evl_string_from_ascii(realm, kinds[kind].head), *part;
	for (uint32_t i = 0; i + 1 < args->count; i++) {
		if (i != 0)
			text = append(realm, text, ",");
		if (text == NULL || !evl_to_string(realm, args->values[i], &part))
			return NULL;
		text = evl_string_concat(realm, text, part);
	}
	part = evl_string_from_name(realm, EVL_NAME_empty);
	if (args->count != 0 && !evl_to_string(realm, args->values[args->count - 1], &part))
		return NULL;
	*parameters = append(realm, text, "\n");
	text = append(realm, *parameters, ") {\n");
	if (text != NULL)
		text = evl_string_concat(realm, text, part);
	return append(realm, text, "\n})");
}

bool evl_dynamic_function(struct evl_realm *realm, const struct evl_args *args, enum evl_dynamic_kind kind, evl_value *result)
{
	struct evl_globals *globals = evl_globals_here(realm->vm);
	struct evl_string *parameters;
	struct evl_string *text = function_text(realm, args, kind, &parameters);
	struct request request = { .site = globals->page_scope };
	if (text == NULL || !text_of(realm, text, &request))
		return false;
	const uint16_t *units = evl_string_units(realm, parameters);
	if (units == NULL)
		return false;
	request.parameters_end = (uint32_t)evl_utf16_to_utf8_length(units, parameters->length);
	const struct evl_template *t;
	if (!compile(realm, &request, &t))
		return false;
	/* the text is one function expression: its child */
	const struct evl_template *child = t->children[0];
	struct evl_code *instance = evl_code_instance_in(realm, child, globals->object != NULL ? globals : NULL);
	struct evl_function *function = evl_function_new(realm, instance, globals->page_env);
	struct evl_descriptor name = {
		.value = evl_from_string(evl_string_from_name(realm, EVL_NAME_anonymous)), .has_value = true,
	};
	*result = evl_from_object(function);
	if (!evl_define_or_throw(realm, &function->object, EVL_NAME_name, &name))
		return false;
	evl_value new_target = evl_is_undefined(args->new_target) ? evl_from_object(args->callee) : args->new_target;
	struct evl_object *prototype;
	bool ok;
	if (!evl_prototype_from_constructor(realm, new_target, kinds[kind].prototype, &prototype))
		return false;
	return prototype == function->object.shape->prototype || evl_set_prototype(realm, &function->object, prototype, &ok);
}

/* ---- event handlers from text ---- */

/* Is the body of a handler one of a function? False: SyntaxError. Parsed alone, so that it is faulted for itself. */
static bool check_body(struct evl_realm *realm, const struct request *body)
{
	struct evl_source source;
	struct evl_diags diags;
	struct evl_node *program;
	evl_source_init(&source, &realm->scratch, "", body->text, body->length);
	evl_diags_init(&diags, &realm->scratch);
	struct evl_surroundings around = { .new_target = true, .recent = realm->v8 >= EVL_V8_13, .from_text = true };
	enum evl_status status = evl_parse_within(&source, 0, EVL_GOAL_COMMONJS, &around, realm->names, &realm->scratch, &diags, &program);
	return status == EVL_STATUS_OK || fail(realm, status, &diags);
}

/* The handler in an expression that makes it among its scopes; its head is one line. */
static struct evl_string *handler_text(struct evl_realm *realm, const struct evl_handler_text *handler)
{
	struct evl_string *text = evl_string_from_ascii(realm, "(function(){");
	static const char *const scopes[] = { "with(arguments[0])", "with(arguments[1])", "with(arguments[2])" };
	for (uint32_t i = 0; i < handler->scope_count; i++)
		text = append(realm, text, scopes[i]);
	const char *const head[] = { "return{", handler->name, ":function ", handler->name, "(", handler->parameters, ") {\n" };
	for (size_t i = 0; i < sizeof head / sizeof head[0]; i++)
		text = append(realm, text, head[i]);
	if (text != NULL)
		text = evl_string_concat(realm, text, handler->body);
	return append(realm, append(realm, append(realm, text, "\n}}."), handler->name), "})");
}

bool evl_handler_function(struct evl_realm *realm, const struct evl_handler_text *handler, evl_value *result)
{
	struct evl_globals *globals = evl_globals_here(realm->vm);
	struct request body = { 0 }, request = { .site = globals->page_scope, .head_lines = 1, .lines_before = handler->lines_before,
						  .columns_before = handler->columns_before };
	const struct evl_template *t;
	*result = EVL_NULL;
	if (!text_of(realm, handler->body, &body) || !check_body(realm, &body))
		return false;
	struct evl_string *text = handler_text(realm, handler);
	if (text == NULL || !text_of(realm, text, &request) || !compile(realm, &request, &t))
		return false;
	struct evl_code *instance = evl_code_instance_in(realm, t->children[0], globals->object != NULL ? globals : NULL);
	struct evl_function *around = evl_function_new(realm, instance, globals->page_env);
	return evl_call(realm, evl_from_object(around), EVL_UNDEFINED, handler->scope_count, handler->scopes, result);
}
