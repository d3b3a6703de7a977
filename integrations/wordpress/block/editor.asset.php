<?php
/**
 * What the editor's script needs.
 *
 * @package RightTrack
 */

if ( ! defined( 'ABSPATH' ) ) {
	exit;
}

return array(
	'dependencies' => array( 'wp-block-editor', 'wp-blocks', 'wp-components', 'wp-element', 'wp-i18n' ),
	'version'      => RIGHT_TRACK_VERSION,
);
