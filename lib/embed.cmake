# A text as a C array: cmake -DINPUT=... -DOUTPUT=... -DSYMBOL=... -P embed.cmake
file(READ "${INPUT}" hex HEX)
string(LENGTH "${hex}" digits)
math(EXPR length "${digits} / 2")
string(REGEX REPLACE "(................................)" "\\1\n" hex "${hex}")
string(REGEX REPLACE "([0-9a-f][0-9a-f])" "0x\\1," hex "${hex}")
file(WRITE "${OUTPUT}" "extern const unsigned char ${SYMBOL}[];\nextern const unsigned ${SYMBOL}_length;\nconst unsigned char ${SYMBOL}[] = {\n${hex}0x00\n};\nconst unsigned ${SYMBOL}_length = ${length};\n")
