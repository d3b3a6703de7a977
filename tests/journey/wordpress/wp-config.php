<?php
// Settings of a site that lives for one run. What differs from run to run comes by the environment.

define( 'DB_NAME', getenv( 'JOURNEY_DATABASE' ) );
define( 'DB_USER', 'root' );
define( 'DB_PASSWORD', '' );
define( 'DB_HOST', 'localhost:' . getenv( 'JOURNEY_SOCKET' ) );
define( 'DB_CHARSET', 'utf8mb4' );
define( 'DB_COLLATE', '' );
$table_prefix = 'wp_';

define( 'WP_HOME', getenv( 'JOURNEY_ADDRESS' ) );
define( 'WP_SITEURL', getenv( 'JOURNEY_ADDRESS' ) );
foreach ( array( 'AUTH', 'SECURE_AUTH', 'LOGGED_IN', 'NONCE' ) as $name ) {
	define( $name . '_KEY', 'not secret ' . $name );
	define( $name . '_SALT', 'not secret either ' . $name );
}

// What PHP or WordPress complains of is read at the end.
define( 'WP_DEBUG', true );
define( 'WP_DEBUG_LOG', getenv( 'JOURNEY_COMPLAINTS' ) );
define( 'WP_DEBUG_DISPLAY', false );
ini_set( 'display_errors', '0' );

define( 'FS_METHOD', 'direct' );
// The run stays on this machine, and nothing happens by the clock.
define( 'WP_HTTP_BLOCK_EXTERNAL', true );
define( 'DISABLE_WP_CRON', true );
define( 'AUTOMATIC_UPDATER_DISABLED', true );

if ( ! defined( 'ABSPATH' ) ) {
	define( 'ABSPATH', __DIR__ . '/' );
}
require_once ABSPATH . 'wp-settings.php';
