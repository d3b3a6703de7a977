<?php
/**
 * Runs when the plugin is deleted.
 *
 * There is nothing to remove: the plugin stores nothing, neither options nor tables nor files. A version that stores
 * something removes it here. Posts keep their block or shortcode, as those belong to whoever wrote them.
 *
 * @package RightTrack
 */

if ( ! defined( 'WP_UNINSTALL_PLUGIN' ) ) {
	exit;
}
