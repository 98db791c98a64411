# ent_embed(TARGET TABLE FILE...): builds files into TARGET.
#
# The assembler's .incbin takes them as they are; a generated C file holds
#   const ent_asset TABLE[] = {{"data/x.tsv", start, end}, …, {NULL}};
function(ent_embed target table)
  set(asm "${CMAKE_BINARY_DIR}/embed/${table}.S")
  set(csrc "${CMAKE_BINARY_DIR}/embed/${table}.c")
  set(asm_text "    .section .rodata\n")
  set(decl "")
  set(rows "")
  set(paths "")
  set(i 0)
  foreach(file IN LISTS ARGN)
    set(path "${CMAKE_SOURCE_DIR}/${file}")
    set(sym "${table}_${i}")
    list(APPEND paths "${path}")
    string(APPEND asm_text
      "    .global ${sym}\n    .global ${sym}_end\n    .balign 16\n"
      "${sym}:\n    .incbin \"${path}\"\n${sym}_end:\n    .byte 0\n")
    string(APPEND decl "extern const char ${sym}[], ${sym}_end[];\n")
    string(APPEND rows "    {\"${file}\", ${sym}, ${sym}_end},\n")
    math(EXPR i "${i} + 1")
  endforeach()
  string(APPEND asm_text "    .section .note.GNU-stack,\"\",@progbits\n")
  file(CONFIGURE OUTPUT "${asm}" CONTENT "${asm_text}" @ONLY)
  file(CONFIGURE OUTPUT "${csrc}" @ONLY CONTENT
    "#include \"base/base.h\"\nextern const ent_asset ${table}[];\n${decl}const ent_asset ${table}[] = {\n${rows}    {NULL, NULL, NULL}};\n")
  set_source_files_properties("${asm}" PROPERTIES OBJECT_DEPENDS "${paths}")
  target_sources(${target} PRIVATE "${asm}" "${csrc}")
endfunction()
