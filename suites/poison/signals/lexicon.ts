// Word lists that several signals share. English stems; terms of several words are joined by `_`.

import type { Lexicon } from '../text/phrases.ts';

export const LEXICON: Lexicon = {
  // Speech to the model about what it was told before.
  drop: 'ignore|disregard|forget|override|overrule|neglect|discard|abandon|supersede|set_aside|stop_following|pay_no_attention|do_not_follow|do_not_obey',
  earlier:
    'previous|prior|above|earlier|preceding|all|any|existing|original|former|other|your|these|system|safety|security|initial|developer',
  rules:
    'instruction|rule|guideline|prompt|directive|restriction|policy|constraint|safeguard|guardrail|programming|safety_filter|content_filter|order',
  safety:
    'safety|guardrail|security_check|security_policy|security_control|security_restriction|security_filter|security_validation|security_measure|security_protection|security_scan|content_filter|safety_filter|restriction|safeguard|moderation|access_control|audit_log|security_awareness',
  waive:
    'ignore|bypass|disable|skip|override|circumvent|evade|suppress|defeat|turn_off|switch_off|remove|get_around|work_around',
  must: 'must|always|should|need_to|have_to|required_to|make_sure|be_sure|ensure|first|please|immediately|instead',

  // Who is not to know.
  tell: 'mention|tell|inform|notify|reveal|disclose|alert|warn|explain|let|show|display|report|say|announce|acknowledge|ask|bother|worry|telling|expose',
  user: 'user|human|person|customer|operator|owner|victim|them|anyone|anybody|him|her',
  unseen:
    'secretly|covertly|stealthily|surreptitiously|discreetly|clandestinely|behind_the_scenes|unnoticed|undetected|invisibly|under_the_hood_without',

  // What is worth stealing.
  secrets:
    'api_key|apikey|credential|password|passwd|passphrase|master_password|access_token|auth_token|oauth_token|session_token|refresh_token|bearer_token|token|ssh_key|private_key|secret_key|secret|environment_variable|env_var|cookie|session_cookie|login|keychain|wallet|seed_phrase|mnemonic|connection_string',
  private:
    'conversation|conversation_history|chat_history|message_history|chat_log|system_prompt|personal_data|pii|social_security_number|ssn|credit_card|card_number|medical_record|browsing_history|contact|sensitive_data|sensitive_information|confidential_information|confidential_data|user_data|private_data|private_information',
  take: 'exfiltrate|exfil|harvest|steal|stolen|stole|siphon|smuggle|snoop|skim|scrape_credential|plunder|loot',
  dump: 'dump|extract|crack|decrypt|capture|sniff|intercept|grab|hijack|phish|collect',
  send: 'send|forward|transmit|upload|post|exfiltrate|leak|email|mail|relay|bcc|cc|submit|report|ship|beacon|copy|redirect|pipe|push|deliver|share|leaked|sent',
  pass: 'pass|include|put|append|add|attach|embed|insert|send|provide|copy|place|supply|prepend|encode|hide|stuff|paste|write',
  read: 'read|open|cat|access|load|fetch|retrieve|get|view|extract|inspect|look_up|check|print|dump|list|scan|collect|query|obtain|copy|use|consult|visit',
  outside:
    'external|remote|attacker|attacker_controlled|third_party|unknown|foreign|malicious|rogue|hacker|adversary|c2|collector|collection|exfil|offshore|outside',
  place: 'server|endpoint|host|url|address|website|site|domain|service|webhook|api|machine|listener|ip|attacker',

  // Attack vocabulary: techniques and tools as the trade names them (MITRE ATT&CK, CAPEC, CWE).
  attack:
    'exploit|exploitation|attack|hack|payload|backdoor|rootkit|keylogger|ransomware|malware|spyware|trojan|botnet|worm|virus|shellcode|web_shell|webshell|reverse_shell|bind_shell|fork_bomb|logic_bomb|zip_bomb|dropper|implant|stager|rat|cryptominer',
  offence:
    'exploit|abuse|hijack|poison|spoof|hollow|brute_force|bruteforce|crack|phish|sabotage|infect|deface|weaponize|kerberoast|jailbreak|subvert|backdoor|steal|exfiltrate|attack|eavesdrop|wiretap|trojanize|ddos',
  technique:
    'privilege_escalation|lateral_movement|credential_dumping|credential_stuffing|credential_theft|password_spray|password_spraying|password_cracking|pass_the_hash|pass_the_ticket|overpass_the_hash|golden_ticket|silver_ticket|kerberoasting|kerberoast|as_rep_roasting|dcsync|dcshadow|ntlm_relay|smb_relay|llmnr|process_hollowing|process_injection|dll_injection|dll_hijack|dll_hijacking|dll_sideloading|thread_hijack|apc_injection|early_bird|process_doppelganging|' +
    [
      'code',
      'command',
      'sql',
      'nosql',
      'ldap',
      'xpath',
      'xslt',
      'xml',
      'ognl',
      'template',
      'object',
      'header',
      'crlf',
      'log',
      'expression_language',
      'language',
      'argument',
      'environment',
      'script',
      'shell',
      'shellcode',
      'html',
      'css',
      'csv',
      'formula',
      'graphql',
      'macro',
      'deserialization',
    ]
      .map((kind) => `${kind}_injection`)
      .join('|') +
    '|xml_external_entity|xxe|ssrf|server_side_request_forgery|csrf|cross_site_scripting|xss|path_traversal|directory_traversal|zip_slip|prototype_pollution|deserialization_attack|insecure_deserialization|unsafe_deserialization|gadget_chain|race_condition|toctou|symlink_attack|symlink_race|buffer_overflow|heap_spray|return_oriented|use_after_free|container_escape|sandbox_escape|chroot_jail|vm_escape|dns_rebinding|dns_tunnel|dns_tunneling|dns_spoofing|arp_spoofing|arp_poisoning|man_in_the_middle|mitm|session_hijacking|session_fixation|clickjacking|phishing|spear_phishing|vishing|social_engineering|prompt_injection|typosquatting|cache_poisoning|http_smuggling|request_smuggling|covert_channel|covert_timing|timing_channel|side_channel|steganography|data_theft|data_exfiltration|token_theft|token_extraction|token_forgery|cookie_theft|identity_theft|credential_harvesting|credential_phishing|unauthorized_access|remote_code_execution|arbitrary_code_execution|arbitrary_file_write|denial_of_service|domain_fronting|persistence_mechanism|rebinding_exploitation|redirect_exploitation|attack_chain|malicious_code|malicious_command|malicious_payload|malicious_link|malicious_redirect|malicious_extension|malicious_macro|malicious_script|malicious_javascript|malicious_service|malicious_dll|malicious_file',
  artifact:
    'sam_database|sam_hive|ntds|lsass|lsa_secret|dpapi|krbtgt|shadow_file|password_hash|password_hashes|ntlm_hash|ntlm|browser_password|saved_password|wifi_password|autofill_data|keystroke|suid_binary|setuid_binary|setuid|no_root_squash|wpa_handshake|keyring|kwallet|registry_secret|cached_credential|saved_credential|rdp_credential',
  weapon:
    'mimikatz|bloodhound|sharphound|responder|evilginx|metasploit|meterpreter|cobalt_strike|hashcat|john_the_ripper|psexec|printnightmare|petitpotam|pwnkit|pkexec|juicy_potato|juicypotato|rotten_potato|zerologon|eternalblue|log4shell|shellshock|dirty_cow|dirty_pipe|sqlmap|hydra|impacket|rubeus|certipy|adcs|seimpersonateprivilege|lolbin|lolbas|amsi|applocker|uac_bypass|krack|heartbleed|spectre|juicy|masscan|nikto|beef|empire|sliver|havoc',
  // Who names attacks in order to find or prevent them.
  defend:
    'detect|detection|prevent|protect|protection|block|scan|scanner|check_for|identify|mitigate|mitigation|audit|flag|guard|avoid|defend|defense|vulnerability|vulnerabilities|finding|report_on|remediate|harden|validate_against|sanitize|test_for|warn_about|monitor|alert|security_review|cve|advisory|lint|linter|safe_from|against',
};
