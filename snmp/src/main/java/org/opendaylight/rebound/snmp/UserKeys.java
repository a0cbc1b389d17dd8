/*
 * Copyright (c) 2026 The Rebound authors and others.  All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v1.0 which accompanies this distribution,
 * and is available at http://www.eclipse.org/legal/epl-v10.html
 */
package org.opendaylight.rebound.snmp;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;
import org.opendaylight.rebound.snmp.SnmpSettings.Auth;
import org.opendaylight.rebound.snmp.SnmpSettings.UsmUser;
import org.snmp4j.security.AuthHMAC128SHA224;
import org.snmp4j.security.AuthHMAC192SHA256;
import org.snmp4j.security.AuthHMAC256SHA384;
import org.snmp4j.security.AuthHMAC384SHA512;
import org.snmp4j.security.AuthSHA;
import org.snmp4j.security.AuthenticationProtocol;
import org.snmp4j.security.PrivAES128;
import org.snmp4j.security.PrivAES192;
import org.snmp4j.security.PrivAES256;
import org.snmp4j.security.PrivacyProtocol;
import org.snmp4j.security.SecurityLevel;
import org.snmp4j.security.SecurityProtocols;
import org.snmp4j.security.SecurityProtocols.SecurityProtocolSet;
import org.snmp4j.security.UsmUserEntry;
import org.snmp4j.smi.OctetString;

/**
 * A user with its keys. The slow half of RFC 3414 section A.2, a hash over a megabyte, is done once when the user is
 * configured; what is left for each sender's engine is one hash over some hundred octets. So a datagram that names a
 * known user and an engine nobody heard of costs microseconds and leaves nothing behind.
 */
final class UserKeys {
    /** The library's implementations of what a user may be configured with. */
    static final SecurityProtocols PROTOCOLS = new SecurityProtocols(SecurityProtocolSet.maxCompatibility);

    private static final int PASSWORD_STREAM = 1 << 20;

    private static final byte[] ANY_ENGINE = new byte[0];

    private final UsmUser user;
    private final OctetString name;
    private final AuthenticationProtocol auth;
    private final byte[] authKey;
    private final Optional<Privacy> privacy;
    private final byte[] engineId;

    UserKeys(final UsmUser user) {
        this.user = user;
        name = new OctetString(user.name().getBytes(StandardCharsets.UTF_8));
        auth = PROTOCOLS.getAuthenticationProtocol(switch (user.auth()) {
            case SHA -> AuthSHA.ID;
            case SHA224 -> AuthHMAC128SHA224.ID;
            case SHA256 -> AuthHMAC192SHA256.ID;
            case SHA384 -> AuthHMAC256SHA384.ID;
            case SHA512 -> AuthHMAC384SHA512.ID;
        });
        authKey = passwordKey(user.auth(), user.authKey());
        privacy = Privacy.of(user);
        final var engine = user.engineId();
        engineId = engine == null ? ANY_ENGINE : HexFormat.ofDelimiter(":").parseHex(engine);
    }

    UsmUser user() {
        return user;
    }

    /**
     * The only security level that this user's notifications are accepted with.
     *
     * @return authNoPriv or authPriv as RFC 3411 numbers them; never noAuthNoPriv
     */
    int securityLevel() {
        return privacy.isPresent() ? SecurityLevel.AUTH_PRIV : SecurityLevel.AUTH_NOPRIV;
    }

    /**
     * Whether this user exists at an engine.
     *
     * @param engine an engine ID
     * @return true if it is the one the user is configured for, or the user is configured for any
     */
    boolean isFor(final byte[] engine) {
        return engineId.length == 0 || Arrays.equals(engineId, engine);
    }

    /**
     * The user at an engine, with the keys of RFC 3414 section 2.6 for it.
     *
     * @param engine an engine ID
     * @return an entry of the library's
     */
    UsmUserEntry at(final byte[] engine) {
        return new UsmUserEntry(engine, name, auth.getID(), localized(authKey, engine),
            privacy.map(priv -> priv.protocol().getID()).orElse(null),
            privacy.map(priv -> fitted(priv.protocol(), localized(priv.key(), engine), engine)).orElse(null));
    }

    // RFC 3826 section 1.2.1 takes the first octets, draft-blumenthal-aes-usm-04 section 3.1.2.1 adds what is missing
    private byte[] fitted(final PrivacyProtocol protocol, final byte[] key, final byte[] engine) {
        return key.length >= protocol.getMaxKeyLength() ? Arrays.copyOf(key, protocol.getMaxKeyLength())
            : protocol.extendShortKey(key, new OctetString(), engine, auth);
    }

    private byte[] localized(final byte[] key, final byte[] engine) {
        final var digest = digest(user.auth());
        digest.update(key);
        digest.update(engine);
        return digest.digest(key);
    }

    // RFC 3414 section A.2, steps a and b
    private static byte[] passwordKey(final Auth auth, final String password) {
        final var octets = password.getBytes(StandardCharsets.UTF_8);
        final var stream = new byte[PASSWORD_STREAM];
        for (int i = 0; i < stream.length; i++) {
            stream[i] = octets[i % octets.length];
        }
        return digest(auth).digest(stream);
    }

    private static MessageDigest digest(final Auth auth) {
        try {
            return MessageDigest.getInstance(switch (auth) {
                case SHA -> "SHA-1";
                case SHA224 -> "SHA-224";
                case SHA256 -> "SHA-256";
                case SHA384 -> "SHA-384";
                case SHA512 -> "SHA-512";
            });
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every JDK 21 has the SHA family", e);
        }
    }

    /** Names the user, and shows no key. */
    @Override
    public String toString() {
        return user.toString();
    }

    /** How a user's messages are encrypted. */
    private record Privacy(PrivacyProtocol protocol, byte[] key) {
        // AES-192 and AES-256: the classes that extend a short key as draft-blumenthal-aes-usm-04 says, which is what
        // net-snmp does for -x AES-192 and AES-256; PrivAES*With3DESKeyExtension is the other way, of some routers
        static Optional<Privacy> of(final UsmUser user) {
            final var protocol = switch (user.priv()) {
                case NONE -> null;
                case AES128 -> PROTOCOLS.getPrivacyProtocol(PrivAES128.ID);
                case AES192 -> PROTOCOLS.getPrivacyProtocol(PrivAES192.ID);
                case AES256 -> PROTOCOLS.getPrivacyProtocol(PrivAES256.ID);
            };
            final var secret = user.privKey();
            return protocol == null || secret == null ? Optional.empty()
                : Optional.of(new Privacy(protocol, passwordKey(user.auth(), secret)));
        }
    }
}
