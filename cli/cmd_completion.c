/* SPDX-License-Identifier: MIT */
/*
 * cmd_completion.c - `evloop completion bash|zsh|fish`: a script for the shell.
 *
 * The script knows the commands; a command's options it asks of the command itself (`evloop COMMAND --option-rows`, from
 * the same table as --help), so that it stays right when evloop changes.
 */
#include <string.h>

#include "cli.h"

static const char bash[] = "_evloop() {\n"
			   "  local word=${COMP_WORDS[COMP_CWORD]} previous=${COMP_WORDS[COMP_CWORD-1]} command=${COMP_WORDS[1]}\n"
			   "  COMPREPLY=()\n"
			   "  if [ \"$COMP_CWORD\" = 1 ]; then\n"
			   "    COMPREPLY=($(compgen -W \"%s --version --help\" -- \"$word\"))\n"
			   "    return\n"
			   "  fi\n"
			   "  case $command in\n"
			   "  help) COMPREPLY=($(compgen -W \"%s\" -- \"$word\")); return ;;\n"
			   "  completion) COMPREPLY=($(compgen -W 'bash zsh fish' -- \"$word\")); return ;;\n"
			   "  esac\n"
			   "  local option=\n"
			   "  if [ \"$word\" = = ]; then option=$previous word=; elif [ \"$previous\" = = ]; then option=${COMP_WORDS[COMP_CWORD-2]}; fi\n"
			   "  if [ -n \"$option\" ]; then\n"
			   "    COMPREPLY=($(compgen -W \"$(evloop \"$command\" --option-rows 2>/dev/null | awk -F '\\t' -v o=\"$option=\" '$1 == o { print $4 }')\" -- \"$word\"))\n"
			   "    [ ${#COMPREPLY[@]} != 0 ] || COMPREPLY=($(compgen -f -- \"$word\"))\n"
			   "  elif [ \"${word#-}\" != \"$word\" ]; then\n"
			   "    COMPREPLY=($(compgen -W \"$(evloop \"$command\" --option-rows 2>/dev/null | cut -f 1)\" -- \"$word\"))\n"
			   "    [ \"${#COMPREPLY[@]}\" != 1 ] || [ \"${COMPREPLY[0]%%=}\" = \"${COMPREPLY[0]}\" ] || compopt -o nospace\n"
			   "  else\n"
			   "    COMPREPLY=($(compgen -f -- \"$word\"))\n"
			   "  fi\n"
			   "}\n"
			   "complete -o filenames -F _evloop evloop\n";

static const char zsh[] = "#compdef evloop\n"
			  "_evloop() {\n"
			  "  local -a rows\n"
			  "  if (( CURRENT == 2 )); then\n"
			  "    compadd -- %s --version --help\n"
			  "    return\n"
			  "  fi\n"
			  "  case $words[2] in\n"
			  "  help) compadd -- %s; return ;;\n"
			  "  completion) compadd -- bash zsh fish; return ;;\n"
			  "  esac\n"
			  "  if [[ $PREFIX == --*=* ]]; then\n"
			  "    rows=(${=\"$(evloop $words[2] --option-rows 2>/dev/null | awk -F '\\t' -v o=\"${PREFIX%%%%=*}=\" '$1 == o { print $4 }')\"})\n"
			  "    compset -P '*='\n"
			  "    if (( $#rows )); then compadd -- $rows; else _files; fi\n"
			  "  elif [[ $PREFIX == -* ]]; then\n"
			  "    rows=(${(f)\"$(evloop $words[2] --option-rows 2>/dev/null | cut -f 1)\"})\n"
			  "    compadd -S '' -- ${(M)rows:#*=}\n"
			  "    compadd -- ${rows:#*=}\n"
			  "  else\n"
			  "    _files\n"
			  "  fi\n"
			  "}\n"
			  "compdef _evloop evloop\n";

static const char fish[] = "function __evloop_options\n"
			   "  set -l words (commandline -opc)\n"
			   "  test (count $words) -ge 2; or return\n"
			   "  evloop $words[2] --option-rows 2>/dev/null | awk -F '\\t' '{\n"
			   "    n = split($4, choices, \" \")\n"
			   "    if (n == 0) print $1 \"\\t\" $5\n"
			   "    for (i = 1; i <= n; i++) print $1 choices[i] \"\\t\" $5\n"
			   "  }'\n"
			   "end\n"
			   "function __evloop_takes_file\n"
			   "  set -l words (commandline -opc)\n"
			   "  set -l parts (string split -m 1 = -- (commandline -ct))\n"
			   "  test (count $parts) -eq 2; or return 1\n"
			   "  evloop $words[2] --option-rows 2>/dev/null | awk -F '\\t' -v o=\"$parts[1]=\" '$1 == o && $4 != \"\" { chosen = 1 } END { exit chosen }'\n"
			   "end\n"
			   "complete -c evloop -n '__fish_use_subcommand' -f -a '%s'\n"
			   "complete -c evloop -n '__fish_seen_subcommand_from help' -f -a '%s'\n"
			   "complete -c evloop -n '__fish_seen_subcommand_from completion' -f -a 'bash zsh fish'\n"
			   "complete -c evloop -n 'not __fish_use_subcommand; and string match -q -- \"-*\" (commandline -ct)' -f -a '(__evloop_options)'\n"
			   "complete -c evloop -n 'not __fish_use_subcommand; and __evloop_takes_file' -F\n";

static void print_script(const char *script)
{
	char names[512] = "";
	for (const struct command *c = commands; c->name != NULL; c++) {
		size_t used = strlen(names);
		snprintf(names + used, sizeof names - used, "%s%s", used != 0 ? " " : "", c->name);
	}
	for (; *script != '\0'; script++) {
		if (*script != '%' || script[1] == '\0') {
			putchar(*script);
			continue;
		}
		script++;
		if (*script == 's')
			fputs(names, stdout);
		else
			putchar('%');
	}
}

struct completion_options {
	bool unused;
};

static const struct command_help help = {
	.name = "completion",
	.usage = "bash|zsh|fish",
	.summary = "completion of commands and options for a shell",
	.examples = "  evloop completion bash > ~/.local/share/bash-completion/completions/evloop\n"
		    "  evloop completion zsh > ~/.zfunc/_evloop\n"
		    "  evloop completion fish > ~/.config/fish/completions/evloop.fish\n",
};

int cmd_completion(int argc, char **argv)
{
	struct completion_options options = { false };
	const char *operands[argc > 0 ? argc : 1];
	size_t count;
	enum parse_result parsed = options_parse(&help, argc, argv, &options, operands, &count);
	if (parsed != PARSE_OK)
		return parsed == PARSE_HELP ? EXIT_OK : EXIT_FAILED;
	const char *script = count != 1 ? NULL
			     : strcmp(operands[0], "bash") == 0 ? bash
			     : strcmp(operands[0], "zsh") == 0 ? zsh
			     : strcmp(operands[0], "fish") == 0 ? fish : NULL;
	if (script == NULL) {
		fprintf(stderr, "evloop completion: for which shell: bash, zsh or fish?\n");
		return EXIT_FAILED;
	}
	print_script(script);
	return output_finish() ? EXIT_OK : EXIT_FAILED;
}
