/* Wine has no icuuc.dll, which Windows 10 has had since 1703 and Qt imports. Every function of it
   says "nothing": Qt then does without the encodings of ICU. For the build under Wine only. */
void *nothing(void) { return 0; }
