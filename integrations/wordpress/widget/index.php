<?php
/**
 * The private page. Some servers look for nothing but index.php when they are asked for a folder.
 *
 * @package RightTrack
 */

if ( ! defined( 'ABSPATH' ) ) {
	require __DIR__ . '/index.html';
	exit;
}
