/*
 * inspect_error.c - errors as Node's util.inspect writes them: the stack, with
 * the class's name put in, in brackets when it has no frames.
 */
#include "builtins/regexp.h"
#include "console/inspect_node.h"
#include "value/convert.h"
#include "vm/stack.h"

struct span16 {
	const uint16_t *units;
	size_t length;
};

static bool starts_with_ascii(struct span16 s, size_t at, const char *ascii)
{
	for (size_t i = 0; ascii[i] != 0; i++)
		if (at + i >= s.length || s.units[at + i] != (unsigned char)ascii[i])
			return false;
	return true;
}

static int64_t find_ascii(struct span16 s, size_t from, const char *ascii)
{
	for (size_t i = from; i < s.length; i++)
		if (starts_with_ascii(s, i, ascii))
			return (int64_t)i;
	return -1;
}

static bool starts_with(struct span16 s, struct span16 head)
{
	return head.length <= s.length && memcmp(s.units, head.units, head.length * sizeof *head.units) == 0;
}

static int64_t find(struct span16 s, struct span16 part)
{
	for (size_t i = 0; i + part.length <= s.length; i++)
		if (memcmp(s.units + i, part.units, part.length * sizeof *part.units) == 0)
			return (int64_t)i;
	return -1;
}

static bool span_of(struct evl_realm *realm, struct evl_string *s, struct span16 *out)
{
	out->units = evl_string_units(realm, s);
	out->length = s->length;
	return out->units != NULL;
}

/* String(value): of a symbol its description, too. */
static bool string_of(struct evl_inspector *ins, evl_value value, struct evl_string **out)
{
	if (!evl_is_symbol(value))
		return evl_to_string(ins->realm, value, out);
	uint32_t start = ins->text->length;
	evl_inspect_symbol(ins->text, ins->realm, evl_as_symbol(value)->name);
	*out = evl_text_take(ins->text, start);
	return *out != NULL;
}

bool evl_inspect_error_line(struct evl_realm *realm, struct evl_object *error, struct evl_string **out)
{
	evl_value self = evl_from_object(error), name, message;
	struct evl_string *name_text = evl_string_from_name(realm, EVL_NAME_Error);
	struct evl_string *message_text = evl_string_from_name(realm, EVL_NAME_empty);
	if (!evl_object_get(realm, error, EVL_NAME_name, self, &name) ||
	    (!evl_is_undefined(name) && !evl_to_string(realm, name, &name_text)) ||
	    !evl_object_get(realm, error, EVL_NAME_message, self, &message) ||
	    (!evl_is_undefined(message) && !evl_to_string(realm, message, &message_text)))
		return false;
	if (name_text->length == 0 || message_text->length == 0) {
		*out = name_text->length == 0 ? message_text : name_text;
		return true;
	}
	struct evl_string *colon = evl_string_from_ascii(realm, ": ");
	*out = colon != NULL ? evl_string_concat(realm, name_text, colon) : NULL;
	*out = *out != NULL ? evl_string_concat(realm, *out, message_text) : NULL;
	return *out != NULL;
}

/* getStackString */
static bool stack_string(struct evl_inspector *ins, struct evl_object *error, struct evl_string **out)
{
	struct evl_realm *realm = ins->realm;
	evl_value stack;
	if (!evl_object_get(realm, error, EVL_NAME_stack, evl_from_object(error), &stack))
		return false;
	return evl_to_boolean(stack) ? string_of(ins, stack, out) : evl_inspect_error_line(realm, error, out);
}

/* Leave out name, message and stack among the keys when the stack shows them. */
static bool remove_duplicate_keys(struct evl_raw *raw, struct span16 stack)
{
	static const evl_name names[] = { EVL_NAME_name, EVL_NAME_message, EVL_NAME_stack };
	struct evl_realm *realm = raw->ins->realm;
	struct evl_words *words = raw->ins->words;
	bool newer = realm->v8 >= EVL_V8_12; /* since Node 22 what is no text is left out, and `stack` always */
	for (size_t n = 0; n < sizeof names / sizeof names[0] && !raw->ins->show_hidden; n++) {
		for (uint32_t i = 0; i < raw->key_count; i++) {
			if (words->items[raw->keys + i] != names[n])
				continue;
			evl_value value;
			struct evl_string *text;
			struct span16 part;
			if (!evl_object_get(realm, raw->object, names[n], evl_from_object(raw->object), &value))
				return false;
			bool always = newer && (names[n] == EVL_NAME_stack || !evl_is_string(value));
			bool is_regexp = false; /* the arguments of String.prototype.includes */
			if (!always && !evl_is_regexp(realm, value, &is_regexp))
				return false;
			if (is_regexp)
				return evl_throw_message(realm, EVL_MESSAGE_FIRST_ARGUMENT_REGEXP, "String.prototype.includes");
			if (!always && (!evl_to_string(realm, value, &text) || !span_of(realm, text, &part)))
				return false;
			if (!always && find(stack, part) < 0)
				break;
			uint32_t after = words->count - (raw->keys + i + 1);
			memmove(words->items + raw->keys + i, words->items + raw->keys + i + 1, after * sizeof *words->items);
			words->count--;
			raw->key_count--;
			break;
		}
	}
	return true;
}

static bool add_key(struct evl_raw *raw, evl_name key)
{
	struct evl_words *words = raw->ins->words;
	for (uint32_t i = 0; i < raw->key_count; i++)
		if (words->items[raw->keys + i] == key)
			return true;
	raw->key_count++;
	return evl_words_push(words, key);
}

static bool is_word_unit(uint16_t u)
{
	return (u >= 'a' && u <= 'z') || (u >= 'A' && u <= 'Z') || (u >= '0' && u <= '9') || u == '_';
}

/*
 * The name at the start of the stack of an error without constructor:
 * /^([A-Z][a-z_ A-Z0-9[\]()-]+)(?::|\n {4}at)/ or /^([a-z_A-Z0-9-]*Error)$/.
 */
static size_t leading_name(struct span16 stack)
{
	if (stack.length > 1 && stack.units[0] >= 'A' && stack.units[0] <= 'Z') {
		size_t end = 1;
		while (end < stack.length && (is_word_unit(stack.units[end]) || stack.units[end] == ' ' || stack.units[end] == '[' ||
					      stack.units[end] == ']' || stack.units[end] == '(' || stack.units[end] == ')' ||
					      stack.units[end] == '-'))
			end++;
		if (end > 1 && (starts_with_ascii(stack, end, ":") || starts_with_ascii(stack, end, "\n    at")))
			return end;
	}
	size_t end = 0;
	while (end < stack.length && (is_word_unit(stack.units[end]) || stack.units[end] == '-'))
		end++;
	return end == stack.length && end >= 5 && starts_with_ascii(stack, end - 5, "Error") ? end : 0;
}

/* improveStack: append the stack with the class's name in it. */
static bool append_improved(struct evl_raw *raw, struct span16 name, struct span16 stack)
{
	struct evl_inspector *ins = raw->ins;
	struct evl_text *text = ins->text;
	size_t length = name.length;
	bool regular = name.length >= 5 && starts_with_ascii(name, name.length - 5, "Error") && starts_with(stack, name) &&
		       (stack.length == length || stack.units[length] == ':' || stack.units[length] == '\n');
	if (raw->constructor != NULL && !regular) {
		evl_text_append(text, stack.units, stack.length);
		return true;
	}
	uint32_t start = text->length;
	const char *fallback = "Error";
	if (raw->constructor == NULL) {
		length = leading_name(stack);
		if (length != 0) {
			struct evl_string *lead = evl_string_new(ins->realm, stack.units, length);
			if (lead == NULL)
				return false;
			fallback = evl_string_utf8(ins->realm, lead);
		}
	}
	evl_inspect_prefix(raw, fallback, -1);
	text->length--;
	struct evl_string *prefix = evl_text_take(text, start);
	struct span16 p;
	if (prefix == NULL || !span_of(ins->realm, prefix, &p))
		return false;
	if (p.length == name.length && starts_with(p, name)) {
		evl_text_append(text, stack.units, stack.length);
	} else if (find(p, name) >= 0) {
		evl_text_append(text, p.units, p.length);
		if (length == 0)
			evl_text_append_ascii(text, ": ");
		evl_text_append(text, stack.units + length, stack.length - length);
	} else {
		evl_text_append(text, p.units, p.length);
		evl_text_append_ascii(text, " [");
		evl_text_append(text, name.units, name.length);
		evl_text_append_unit(text, ']');
		evl_text_append(text, stack.units + length, stack.length - length);
	}
	return ins->realm->halt == EVL_STATUS_OK;
}

/* --- frames that the cause has too --- */

enum { MAX_LINES = 64 };

static size_t split_lines(struct span16 s, struct span16 *lines)
{
	size_t count = 0, from = 0;
	for (size_t i = 0; i <= s.length && count < MAX_LINES; i++) {
		if (i != s.length && s.units[i] != '\n')
			continue;
		lines[count++] = (struct span16){ s.units + from, i - from };
		from = i + 1;
	}
	return count;
}

static bool same_line(struct span16 a, struct span16 b) { return a.length == b.length && starts_with(a, b); }

/* identicalSequenceRange: the first run of more than three equal lines. */
static size_t identical_run(const struct span16 *a, size_t a_count, const struct span16 *b, size_t b_count, size_t *offset)
{
	for (size_t i = 0; i + 3 < a_count; i++) {
		size_t position = 0;
		while (position < b_count && !same_line(a[i], b[position]))
			position++;
		if (position == b_count || b_count - position <= 3)
			continue;
		size_t length = 1;
		while (i + length < a_count && position + length < b_count && same_line(a[i + length], b[position + length]))
			length++;
		if (length > 3) {
			*offset = i;
			return length;
		}
	}
	return 0;
}

/* process.cwd() of the host, as text; NULL with no exception: it has none. */
static struct evl_string *working_directory(struct evl_realm *realm)
{
	evl_value process, function, folder;
	if (!evl_object_get(realm, realm->global, evl_text_name(realm, "process"), evl_from_object(realm->global), &process) ||
	    !evl_is_object(process) || !evl_get(realm, process, evl_text_name(realm, "cwd"), &function) ||
	    !evl_is_callable(function) || !evl_call(realm, function, process, 0, NULL, &folder)) {
		if (realm->halt == EVL_STATUS_OK)
			realm->exception = EVL_EMPTY;
		return NULL;
	}
	return evl_is_string(folder) ? evl_as_string(folder) : NULL;
}

/* Does the frame say that it is in a file of the host ("node:internal/...")? */
static bool is_host_frame(struct span16 line)
{
	int64_t at = find_ascii(line, 0, "node:");
	return starts_with_ascii(line, 0, "    at ") && at > 0 && (line.units[at - 1] == '(' || at == 7);
}

static bool append_styled_span(struct evl_inspector *ins, struct span16 s, enum evl_inspect_style style)
{
	uint32_t start = ins->text->length;
	evl_text_append(ins->text, s.units, s.length);
	return evl_inspect_styled(ins, start, style);
}

static size_t find_unit(struct span16 s, size_t from, uint16_t unit)
{
	while (from < s.length && s.units[from] != unit)
		from++;
	return from;
}

/* markNodeModules: the line with the names of packages underlined, into the run's memory. */
static bool mark_packages(struct evl_inspector *ins, struct span16 line, struct span16 *out)
{
	static const char folder[] = "/node_modules/";
	uint32_t start = ins->text->length;
	size_t done = 0;
	int64_t at;
	*out = line;
	while ((at = find_ascii(line, done, folder)) >= 0) {
		size_t name = (size_t)at + sizeof folder - 1, end = find_unit(line, name, '/');
		if (name < line.length && line.units[name] == '@' && end < line.length) /* @namespace/package */
			end = find_unit(line, end + 1, '/');
		if (end == line.length) /* Node goes on until its text is too long */
			return evl_not_covered(ins->realm, "the colours of a frame that ends with the name of a package");
		evl_text_append(ins->text, line.units + done, name - done);
		if (!append_styled_span(ins, (struct span16){ line.units + name, end - name }, EVL_STYLE_MODULE))
			return false;
		done = end;
	}
	if (done == 0)
		return true;
	evl_text_append(ins->text, line.units + done, line.length - done);
	struct evl_string *marked = evl_text_take(ins->text, start);
	return marked != NULL && span_of(ins->realm, marked, out);
}

/* A frame in colours: those of the host and the working directory step back, names of packages are underlined. */
static bool append_coloured_line(struct evl_inspector *ins, struct span16 line, struct span16 folder)
{
	if (is_host_frame(line))
		return append_styled_span(ins, line, EVL_STYLE_UNDEFINED);
	if (!mark_packages(ins, line, &line))
		return false;
	int64_t at = folder.length != 0 ? find(line, folder) : -1;
	if (at < 0) {
		evl_text_append(ins->text, line.units, line.length);
		return true;
	}
	size_t cwd = (size_t)at, end = cwd + folder.length + 1;
	if (at >= 7 && starts_with_ascii(line, cwd - 7, "file://"))
		cwd -= 7;
	bool bracket = cwd > 0 && line.units[cwd - 1] == '(';
	size_t start = bracket ? cwd - 1 : cwd;
	bool closes = bracket && line.units[line.length - 1] == ')';
	if (end > line.length)
		end = line.length;
	evl_text_append(ins->text, line.units, start);
	if (!append_styled_span(ins, (struct span16){ line.units + start, end - start }, EVL_STYLE_UNDEFINED))
		return false;
	size_t last = closes ? line.length - 1 : line.length;
	if (last > end)
		evl_text_append(ins->text, line.units + end, last - end);
	return !closes || evl_inspect_append_styled(ins, ")", EVL_STYLE_UNDEFINED);
}

static bool append_coloured_lines(struct evl_inspector *ins, struct span16 frames)
{
	struct span16 folder = { NULL, 0 };
	struct evl_string *cwd = working_directory(ins->realm);
	if (ins->realm->halt != EVL_STATUS_OK || (cwd != NULL && !span_of(ins->realm, cwd, &folder)))
		return false;
	size_t from = 0;
	for (size_t i = 0; i <= frames.length; i++) {
		if (i != frames.length && frames.units[i] != '\n')
			continue;
		evl_text_append_unit(ins->text, '\n');
		if (!append_coloured_line(ins, (struct span16){ frames.units + from, i - from }, folder))
			return false;
		from = i + 1;
	}
	return true;
}

/* Append the frame lines, without those that stand in the cause's stack (getStackFrames). */
static bool append_frames(struct evl_raw *raw, struct span16 frames)
{
	struct evl_realm *realm = raw->ins->realm;
	struct evl_text *text = raw->ins->text;
	evl_value cause;
	if (!evl_object_get(realm, raw->object, EVL_NAME_cause, evl_from_object(raw->object), &cause)) {
		if (realm->halt != EVL_STATUS_OK)
			return false;
		realm->exception = EVL_EMPTY;
		cause = EVL_UNDEFINED;
	}
	struct span16 lines[MAX_LINES], cause_lines[MAX_LINES];
	size_t count = split_lines(frames, lines), skipped = 0, offset = 0;
	bool is_error = false;
	if (evl_is_object(cause) && !evl_inspect_inherits_error(realm, evl_as_object(cause), &is_error))
		return false;
	if (is_error) {
		struct evl_string *cause_text;
		struct span16 cause_stack;
		if (!stack_string(raw->ins, evl_as_object(cause), &cause_text) || !span_of(realm, cause_text, &cause_stack))
			return false;
		int64_t at = find_ascii(cause_stack, 0, "\n    at");
		if (at >= 0) {
			struct span16 rest = { cause_stack.units + at + 1, cause_stack.length - (size_t)at - 1 };
			size_t run = identical_run(lines, count, cause_lines, split_lines(rest, cause_lines), &offset);
			skipped = run > 0 ? run - 2 : 0;
		}
	}
	if (skipped == 0 && raw->ins->colors)
		return append_coloured_lines(raw->ins, frames);
	if (skipped == 0) {
		evl_text_append_unit(text, '\n');
		evl_text_append(text, frames.units, frames.length);
		return true;
	}
	for (size_t i = 0; i < count; i++) {
		if (i == offset + 1) {
			evl_text_append_unit(text, '\n');
			uint32_t start = text->length;
			evl_text_append_ascii(text, "    ... ");
			evl_text_append_number(text, (double)skipped);
			evl_text_append_ascii(text, " lines matching cause stack trace ...");
			if (!evl_inspect_styled(raw->ins, start, EVL_STYLE_UNDEFINED))
				return false;
			i += skipped - 1;
			continue;
		}
		if (raw->ins->colors) {
			if (!append_coloured_lines(raw->ins, lines[i]))
				return false;
			continue;
		}
		evl_text_append_unit(text, '\n');
		evl_text_append(text, lines[i].units, lines[i].length);
	}
	return true;
}

static void indent_lines(struct evl_inspector *ins, uint32_t start)
{
	static const uint16_t spaces[32] = { ' ', ' ', ' ', ' ', ' ', ' ', ' ', ' ', ' ', ' ', ' ', ' ', ' ', ' ', ' ', ' ',
					     ' ', ' ', ' ', ' ', ' ', ' ', ' ', ' ', ' ', ' ', ' ', ' ', ' ', ' ', ' ', ' ' };
	if (ins->indentation == 0)
		return;
	for (uint32_t i = start; i < ins->text->length && ins->realm->halt == EVL_STATUS_OK; i++) {
		if (ins->text->units[i] != '\n')
			continue;
		for (uint32_t left = ins->indentation; left > 0;) {
			uint32_t piece = left < 32 ? left : 32;
			evl_text_insert(ins->text, i + 1, spaces, piece);
			left -= piece;
		}
	}
}

/* Was it made by the host alone, so that all of its frames are left out? Otherwise a stack without frames is the snippet's doing. */
static bool has_only_host_frames(const struct evl_object *object)
{
	const struct evl_error *error = (const struct evl_error *)object;
	if (evl_class_of(object) != EVL_CLASS_ERROR || !error->host_frames)
		return false;
	const struct evl_stack_frames *frames = (const struct evl_stack_frames *)(const void *)error->frames;
	return frames == NULL || frames->count == 0;
}

bool evl_inspect_error_base(struct evl_raw *raw)
{
	struct evl_inspector *ins = raw->ins;
	struct evl_realm *realm = ins->realm;
	struct evl_object *error = raw->object;
	evl_value self = evl_from_object(error), value;
	struct evl_string *name = evl_string_from_name(realm, EVL_NAME_Error), *stack;
	struct span16 name_span, stack_span;
	if (!evl_object_get(realm, error, EVL_NAME_name, self, &value) ||
	    (!evl_is_nullish(value) && !string_of(ins, value, &name)) || !stack_string(ins, error, &stack) ||
	    !span_of(realm, name, &name_span) || !span_of(realm, stack, &stack_span) || !remove_duplicate_keys(raw, stack_span))
		return false;
	bool has_cause, is_array = false;
	evl_value errors;
	bool own_only = realm->v8 >= EVL_V8_12, has_errors = true;
	if (!(own_only ? evl_has_own_property : evl_has_property)(realm, error, EVL_NAME_cause, &has_cause) ||
	    (own_only && !evl_has_own_property(realm, error, EVL_NAME_errors, &has_errors)) || (has_cause && !add_key(raw, EVL_NAME_cause)) ||
	    !evl_object_get(realm, error, EVL_NAME_errors, self, &errors) || !evl_is_array(realm, errors, &is_array) ||
	    (is_array && has_errors && !add_key(raw, EVL_NAME_errors)))
		return false;
	uint32_t start = ins->text->length;
	if (!append_improved(raw, name_span, stack_span))
		return false;
	/* Look for frames behind the message, which may contain anything. */
	evl_value message;
	if (!evl_object_get(realm, error, EVL_NAME_message, self, &message))
		return false;
	struct evl_string *improved = evl_text_take(ins->text, start);
	struct span16 whole;
	if (improved == NULL || !span_of(realm, improved, &whole))
		return false;
	size_t from = 0;
	struct evl_string *message_text;
	if (!evl_is_string(message) && evl_to_boolean(message) && !evl_to_string(realm, message, &message_text))
		return false;
	if (evl_is_string(message) && evl_as_string(message)->length != 0) {
		struct span16 m;
		if (!span_of(realm, evl_as_string(message), &m))
			return false;
		int64_t at = find(whole, m);
		if (at > 0)
			from = (size_t)at + m.length;
	}
	int64_t frames = find_ascii(whole, from, "\n    at");
	if (frames < 0 && has_only_host_frames(error)) {
		evl_text_append(ins->text, whole.units, whole.length);
	} else if (frames < 0 && find_ascii(whole, from, "\nEmitted '") >= 0) {
		/* where an emitter rethrew it stand the host's frames */
		evl_text_append(ins->text, whole.units, whole.length - (whole.units[whole.length - 1] == '\n'));
	} else if (frames < 0) {
		evl_text_append_unit(ins->text, '[');
		evl_text_append(ins->text, whole.units, whole.length);
		evl_text_append_unit(ins->text, ']');
	} else {
		struct span16 rest = { whole.units + frames + 1, whole.length - (size_t)frames - 1 };
		evl_text_append(ins->text, whole.units, (size_t)frames);
		if (!append_frames(raw, rest))
			return false;
	}
	indent_lines(ins, start);
	return realm->halt == EVL_STATUS_OK;
}
